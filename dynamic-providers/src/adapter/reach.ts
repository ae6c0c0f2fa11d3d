import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const PACKAGE = "@bc-sales/dynamic-providers";

interface Manifest {
  readonly version: string;
}

/** This package's own version, seen from the compiled files in `dist/adapter/`. */
const own = manifest(join(dirname(dirname(__dirname)), "package.json")).version;

let assured: string | undefined;

/**
 * Pulumi runs the code of dynamic resources in a process of its own, which looks for packages from the folder where
 * the program runs. There a package is found that the project itself depends on, and one that only another package
 * depends on is not, in some layouts of `node_modules` (pnpm's, for example).
 *
 * @param directory - where the program runs.
 * @throws pulumi.RunError when this package is not found from there, or in another version.
 */
export function assertReachable(directory: string = process.cwd(), version: string = own): void {
  if (assured === directory) return;
  const found = versionFrom(directory);
  if (found === undefined) {
    throw new pulumi.RunError(
      `${PACKAGE} cannot be found from ${directory}, where Pulumi looks for the code of the resources. ` +
        `Make it a dependency of the project itself: npm install --save-exact ${PACKAGE}@${version}`,
    );
  }
  if (found !== version) {
    throw new pulumi.RunError(
      `The program uses ${PACKAGE} ${version}, but Pulumi finds version ${found} from ${directory}. ` +
        `Give all packages of @bc-sales the same version: npm install --save-exact ${PACKAGE}@${version}`,
    );
  }
  assured = directory;
}

function versionFrom(directory: string): string | undefined {
  try {
    return manifest(createRequire(join(directory, "package.json")).resolve(`${PACKAGE}/package.json`))
      .version;
  } catch {
    return undefined;
  }
}

function manifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}
