import { randomInt } from "node:crypto";

// Without letters and digits that look alike, since people type initial passwords. All are characters that
// Entra allows, and there is one of each of its four kinds in every password: it asks for three.
const KINDS = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!#$%&*+-=?@_"] as const;
const ALL = KINDS.join("");

/** A random password from the operating system's generator. @param length - at least 4 characters. */
export function newPassword(length: number): string {
  const characters = KINDS.map(oneOf);
  while (characters.length < length) characters.push(oneOf(ALL));
  return shuffled(characters).join("");
}

function oneOf(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** Fisher and Yates: every order is as likely as any other. */
function shuffled(list: readonly string[]): string[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] ?? "", order[last] ?? ""];
  }
  return order;
}
