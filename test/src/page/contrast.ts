/** Text on the page with its colour and what lies behind it, as CSS colours. */
export interface TextColor {
  readonly text: string;
  readonly color: string;
  readonly ground: string;
}

/** Runs in the browser: colours of all elements that show text of their own. */
export function textColors(elements: readonly Element[]): TextColor[] {
  const colors: TextColor[] = [];
  for (const element of elements) {
    const text = Array.from(element.childNodes)
      .filter(({ nodeName }) => nodeName === "#text")
      .map(({ textContent }) => (textContent ?? "").trim())
      .join(" ")
      .trim();
    if (text === "" || element.getClientRects().length === 0) continue;
    let behind: Element | null = element;
    const groundOf = (one: Element): string => getComputedStyle(one).backgroundColor;
    while (behind !== null && groundOf(behind) === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
    colors.push({
      text,
      color: getComputedStyle(element).color,
      ground: behind === null ? "rgb(255, 255, 255)" : groundOf(behind),
    });
  }
  return colors;
}

/** Contrast ratio of two opaque colours, `rgb(r, g, b)` each: WCAG 2.2, "contrast ratio" and "relative luminance". */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color);
  if (channels === null) throw new Error(`Not an opaque colour: ${color}`);
  const [red = 0, green = 0, blue = 0] = channels.slice(1).map((channel) => {
    const value = Number(channel) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
