/** Content-IDs at the beginning of an address (`$1/systemuserroles_association/$ref`). */
const inTarget = /^\/?\$([\w-]+)(?=$|[/?])/;

/** Content-IDs as the whole value of `…@odata.bind` and `@odata.id` (`"@odata.id":"$2"`). */
const inBody = /("[^"]*@odata\.(?:bind|id)"\s*:\s*")\$([\w-]+)"/g;

interface Referring {
  readonly target: string;
  readonly body: Buffer;
}

/** The Content-IDs that a request of a change set refers to. */
export function referencesIn({ target, body }: Referring): string[] {
  const first = inTarget.exec(target)?.[1];
  const others = [...body.toString("latin1").matchAll(inBody)].map(([, , id = ""]) => id);
  return first === undefined ? others : [first, ...others];
}

/** The request with every reference replaced by the address that `resolve` has for it. */
export function resolveReferences(
  { target, body }: Referring,
  resolve: (contentId: string) => string,
): Referring {
  const text = body
    .toString("latin1")
    .replace(inBody, (_text, before: string, id: string) => `${before}${resolve(id)}"`);
  return {
    target: target.replace(inTarget, (_text, id: string) => resolve(id)),
    body: Buffer.from(text, "latin1"),
  };
}
