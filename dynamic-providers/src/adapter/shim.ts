import type * as pulumi from "@pulumi/pulumi";

declare const require: (id: "@bc-sales/dynamic-providers/host") => typeof import("../host");

/**
 * The object that Pulumi serializes into the state of every resource of a kind. Its text must stay the same
 * for ever: it captures nothing but the name of the kind, and each method loads the installed package when
 * it runs. So a new release never shows as a change, and refresh and destroy always run the current code.
 */
function shim(kind: string): pulumi.dynamic.ResourceProvider {
  return {
    configure: (request) => require("@bc-sales/dynamic-providers/host").configure(request.config),
    check: (olds, news) => require("@bc-sales/dynamic-providers/host").check(kind, olds, news),
    diff: (id, olds, news) => require("@bc-sales/dynamic-providers/host").diff(kind, id, olds, news),
    create: (inputs) => require("@bc-sales/dynamic-providers/host").create(kind, inputs),
    read: (id, props) => require("@bc-sales/dynamic-providers/host").read(kind, id, props),
    update: (id, olds, news) => require("@bc-sales/dynamic-providers/host").update(kind, id, olds, news),
    delete: (id, props) => require("@bc-sales/dynamic-providers/host").delete(kind, id, props),
  };
}

const shims = new Map<string, pulumi.dynamic.ResourceProvider>();

/** One provider for all resources of a kind: Pulumi serializes each provider object anew, at 0.1 s each. */
export function providerFor(kind: string): pulumi.dynamic.ResourceProvider {
  const existing = shims.get(kind);
  if (existing) return existing;
  const made = shim(kind);
  shims.set(kind, made);
  return made;
}
