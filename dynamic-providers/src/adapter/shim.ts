/**
 * The text that stands for the provider of a kind in the state of each of its resources; Pulumi's process of dynamic
 * providers runs it and calls `handler` (@pulumi/pulumi, cmd/dynamic-provider). It must stay the same for ever: it
 * captures nothing but the name of the kind, and loads the installed package when it runs. So a new release never shows
 * as a change, and refresh and destroy always run the current code.
 *
 * Pulumi would make such a text of a function. Written here it is a hundred bytes and not two thousand, twice in the
 * state of each resource; it does not hang on the release of Pulumi or on a compiler; and a program that declares ten
 * kinds starts a second earlier.
 */
export function providerText(kind: string): string {
  return `exports.handler = () => require("@bc-sales/dynamic-providers/host").providerOf(${JSON.stringify(kind)});\n`;
}
