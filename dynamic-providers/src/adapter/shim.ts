import type * as pulumi from "@pulumi/pulumi";
import type * as hostModule from "../host";

declare const require: (id: "@bc-sales/dynamic-providers/host") => typeof hostModule;

/**
 * The object that Pulumi serializes into the state of every resource of a kind. Its text must stay the same
 * for ever: it captures nothing but the name of the kind, and each method loads the installed package when
 * it runs. So a new release never shows as a change, and refresh and destroy always run the current code.
 */
function shim(kind: string): Required<pulumi.dynamic.ResourceProvider> {
  const host = (): Required<pulumi.dynamic.ResourceProvider> =>
    require("@bc-sales/dynamic-providers/host").providerOf(kind);
  return {
    configure: (request) => host().configure(request),
    check: (olds, news) => host().check(olds, news),
    diff: (id, olds, news) => host().diff(id, olds, news),
    create: (inputs) => host().create(inputs),
    read: (id, props) => host().read(id, props),
    update: (id, olds, news) => host().update(id, olds, news),
    delete: (id, props) => host().delete(id, props),
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
