/** Points of one line, by what stands on the horizontal axis. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

const WIDTH = 420;
const HEIGHT = 320;
const MARGIN = { left: 56, right: 118, top: 40, bottom: 44 };
/** Okabe and Ito's colours, which people who do not see all colours can tell apart. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00"];

/** Panels side by side, both axes logarithmic: a line as steep as the grid's diagonal grows with the people. */
export function plot(panels: readonly Panel[], across: string): string {
  const drawn = panels.map(
    (panel, index) => `<g transform="translate(${index * WIDTH} 0)">${draw(panel, across)}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * panels.length} ${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="11">
<title>${escaped(panels.map(({ title }) => title).join("; "))}</title>
<style>
  text { fill: #24292f } .grid { stroke: #d0d7de } .line { fill: none; stroke-width: 2 }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .grid { stroke: #3d444d } }
</style>
${drawn.join("\n")}
</svg>
`;
}

function draw({ title, lines }: Panel, across: string): string {
  const points = lines.flatMap((line) => line.points);
  const x = scale(decades(points.map(([value]) => value)), MARGIN.left, WIDTH - MARGIN.right);
  const y = scale(decades(points.map(([, value]) => value)), HEIGHT - MARGIN.bottom, MARGIN.top);
  const bottom = HEIGHT - MARGIN.bottom;
  return [
    `<text x="${MARGIN.left}" y="20" font-size="13" font-weight="600">${escaped(title)}</text>`,
    ...x.ticks.map(
      ({ value, at }) =>
        `<line class="grid" x1="${at}" x2="${at}" y1="${MARGIN.top}" y2="${bottom}"/>` +
        `<text x="${at}" y="${bottom + 16}" text-anchor="middle">${label(value)}</text>`,
    ),
    ...y.ticks.map(
      ({ value, at }) =>
        `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${at}" y2="${at}"/>` +
        `<text x="${MARGIN.left - 6}" y="${at + 4}" text-anchor="end">${label(value)}</text>`,
    ),
    `<text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escaped(across)}</text>`,
    ...lines.map((line, index) => drawLine(line, COLOURS[index % COLOURS.length] ?? "", x.at, y.at)),
    ...names(lines, y.at).map(
      ({ name, at, index }) =>
        `<text x="${WIDTH - MARGIN.right + 8}" y="${at + 4}" style="fill: ${COLOURS[index % COLOURS.length] ?? ""}">${escaped(name)}</text>`,
    ),
  ].join("\n");
}

function drawLine(
  { points }: Line,
  colour: string,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const at = points.map(([across, up]) => `${x(across)},${y(up)}`);
  const dots = at.map((point) => {
    const [cx, cy] = point.split(",");
    return `<circle cx="${cx ?? ""}" cy="${cy ?? ""}" r="3" fill="${colour}"/>`;
  });
  return `<polyline class="line" stroke="${colour}" points="${at.join(" ")}"/>${dots.join("")}`;
}

/** Where the names of lines stand: at their ends, pushed apart so that all can be read. */
function names(
  lines: readonly Line[],
  y: (value: number) => number,
): { name: string; at: number; index: number }[] {
  const APART = 13;
  const sorted = lines
    .map(({ name, points }, index) => ({ name, index, at: y(points.at(-1)?.[1] ?? 1) }))
    .sort((one, other) => one.at - other.at);
  for (const [place, one] of sorted.entries()) {
    one.at = Math.max(one.at, (sorted[place - 1]?.at ?? -Infinity) + APART);
  }
  return sorted;
}

/** The powers of ten around some numbers. */
function decades(values: readonly number[]): [low: number, high: number] {
  const positive = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...positive)));
  const high = Math.ceil(Math.log10(Math.max(...positive)));
  return [low, high === low ? low + 1 : high];
}

function scale([low, high]: [number, number], from: number, to: number) {
  const at = (value: number): number =>
    Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return { at, ticks: ticks.map((value) => ({ value, at: at(value) })) };
}

function label(value: number): string {
  return value >= 1 ? value.toLocaleString("en-US") : String(value);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
