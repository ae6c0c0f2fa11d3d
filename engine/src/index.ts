export { type Engine, findEngine } from "./find/engine";
export { type Finished, run } from "./find/run";
export { azureadStandIn, cacheDirectory, languageHost, repository } from "./paths";
export { type EngineWorkspace, prepareWorkspace, type PulumiRun, type WorkspaceOptions } from "./workspace";
