import { setFlagsFromString } from "node:v8";

// Loaded before anything else by each Node process of a deployment (`environment.ts`). Pulumi's runtime sets this flag
// while it loads; compiled code in NODE_COMPILE_CACHE is refused when it was kept under other flags, so that each process
// would refuse what another one has kept, and compile it anew.
setFlagsFromString("--allow-natives-syntax");
