import { createRequire, Module } from "node:module";
import { standInFor } from "./stand-in";

/**
 * What Pulumi's runtime loads at its start, and needs only to turn functions into text and to pack code for cloud
 * functions (`runtime/closure` of @pulumi/pulumi 3.248). Programs with the resources of this project do neither, and both
 * take longer to load than all the rest.
 */
const DEFERRED = ["../../typescript-shim", "@npmcli/arborist", "normalize-package-data"];

/** The scripts that run programs and dynamic providers. */
const PULUMI_SCRIPT = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/][\w-]+[\\/]index\.js$/;

/**
 * Lets modules that a script of Pulumi's would load at its start be loaded when they are first looked into; they are the
 * same then as ever. Other scripts, and versions of Pulumi without these modules, are left alone.
 *
 * @param script - what the process runs, absolute.
 */
export function deferModules(script: string): void {
  if (!PULUMI_SCRIPT.test(script)) return;
  const require = createRequire(script);
  for (const request of DEFERRED) {
    const filename = resolved(require, request);
    if (filename !== undefined) require.cache[filename] = unloaded(filename, require);
  }
}

function resolved(require: NodeJS.Require, request: string): string | undefined {
  try {
    return require.resolve(request);
  } catch {
    return undefined;
  }
}

/** An entry of Node's cache of modules, as if the module were loaded. */
function unloaded(filename: string, require: NodeJS.Require): NodeJS.Module {
  let module: object | undefined;
  const load = (): object => {
    if (module === undefined) {
      Reflect.deleteProperty(require.cache, filename);
      module = require(filename) as object;
    }
    return module;
  };
  return Object.assign(new Module(filename), { filename, exports: standInFor(load), loaded: true });
}
