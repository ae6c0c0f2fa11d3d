import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository, run } from "@bc-sales/engine";
import { npm, succeeded } from "./npm";

/** The folders of what is published. */
export const PUBLISHED = ["components", "dynamic-providers", "sandbox", "cli"] as const;

/** Files of packed packages, by name. */
export type Tarballs = ReadonlyMap<string, string>;

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest;
}

/** Packs what is compiled here, as a release would publish it. */
export async function packHere(target: string): Promise<Tarballs> {
  mkdirSync(target, { recursive: true });
  const packed = new Map<string, string>();
  for (const folder of PUBLISHED)
    packed.set(`@bc-sales/${folder}`, await pack(join(repository, folder), target));
  return packed;
}

/** Unpacks a tarball. @returns the folder with its `package.json`. */
export async function unpack(tarball: string, target: string): Promise<string> {
  mkdirSync(target, { recursive: true });
  succeeded(await run("tar", ["-xzf", tarball, "-C", target]), "tar");
  return join(target, "package");
}

/**
 * What a stack was deployed with before: the last release, as the registry has it, if there is one.
 *
 * Without one, or in a clone without tags, it is the packages of today under a lower version, with a README and a host of
 * other text. That cannot show that today's code reads what an older release wrote; it shows that no version, path
 * or text of the packages gets into the state, so that an upgrade by itself is no difference.
 */
export async function previousPackages(today: Tarballs, target: string): Promise<Tarballs> {
  const git = await run("git", ["tag", "--list", "@bc-sales/*"], { cwd: repository });
  const release = lastRelease(git.exitCode === 0 ? git.stdout.split("\n") : []);
  mkdirSync(target, { recursive: true });
  const packed = new Map<string, string>();
  for (const [name, tarball] of today) {
    packed.set(
      name,
      release === undefined
        ? await pack(await renumbered(tarball, join(target, name), "0.0.1"), target)
        : join(target, (await npm(target, "pack", "--silent", `${name}@${release}`)).trim()),
    );
  }
  return packed;
}

/** The highest version among the tags that changesets sets, `@bc-sales/components@1.2.3`; prereleases do not count. */
export function lastRelease(tags: readonly string[]): string | undefined {
  return tags
    .flatMap((tag) => /^@bc-sales\/components@(\d+\.\d+\.\d+)$/.exec(tag.trim())?.[1] ?? [])
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }))
    .at(-1);
}

async function renumbered(tarball: string, target: string, version: string): Promise<string> {
  const directory = await unpack(tarball, target);
  const manifest = readManifest(directory);
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies ?? {}).map(([name, range]) => [
      name,
      name.startsWith("@bc-sales/") ? version : range,
    ]),
  );
  writeFileSync(join(directory, "package.json"), JSON.stringify({ ...manifest, version, dependencies }));
  appendFileSync(join(directory, "README.md"), "\nAn older version.\n");
  if (manifest.name === "@bc-sales/dynamic-providers") {
    appendFileSync(join(directory, "dist", "host.js"), "\n// An older version.\n");
  }
  return directory;
}

async function pack(directory: string, target: string): Promise<string> {
  return join(target, (await npm(directory, "pack", "--silent", "--pack-destination", target)).trim());
}
