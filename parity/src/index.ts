export type { Contract, Evidence } from "./contract";
export { contracts } from "./contracts/contracts";
export { differencesOf, type Observation, type Observations, type Outcome } from "./observations";
export { observationsFile, readObservations } from "./observations-file";
export { routesWithContract } from "./routes";
