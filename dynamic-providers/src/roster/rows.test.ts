import { expect } from "chai";
import fc from "fast-check";
import { Positions } from "./positions";
import { type QuotingFault, readRows, type Row } from "./rows";

function read(text: string) {
  const bytes = Buffer.from(text);
  const rows: Row[] = [];
  const faults: QuotingFault[] = [];
  const whole = readRows(bytes, new Positions(bytes), {
    row: (row) => rows.push(row),
    fault: (fault) => faults.push(fault),
  });
  return { rows, faults, whole };
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

describe("the rows of a file", () => {
  const value = fc
    .array(fc.constantFrom("a", "é", "\u{1F600}", ",", '"', "\n", "\r\n", ";", " "), { maxLength: 6 })
    .map((parts) => parts.join(""));
  const row = fc.array(fc.record({ value, bare: fc.boolean() }), { minLength: 1, maxLength: 5 });

  it("tell where each of their values begins, whatever the values before it hold", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (given) => {
        const written = given.map((cells) =>
          cells.map((cell) => (cell.bare && !/[",\r\n]/.test(cell.value) ? cell.value : quoted(cell.value))),
        );
        const { rows, faults, whole } = read(written.map((cells) => cells.join(",")).join("\r\n"));
        expect(faults).to.deep.equal([]);
        expect(whole).to.equal(true);
        let offset = 0;
        const expected = written.map((cells, index) =>
          cells.map((text, column) => {
            const begins = offset;
            offset += Buffer.byteLength(text) + (column < cells.length - 1 ? ",".length : "\r\n".length);
            return { text: given[index]?.[column]?.value.trim(), begins };
          }),
        );
        // A last row that is one empty value is the end of the file.
        if (written.at(-1)?.join() === "") expected.pop();
        expect(
          rows.map((one) => one.values.map((text, index) => ({ text, begins: one.offsetOf(index) }))),
        ).to.deep.equal(expected);
      }),
    );
  });

  it("tell of a value that is not there where the last one begins", () => {
    expect(read("aa,bb").rows[0]?.offsetOf(7)).to.equal(3);
  });

  it("are handed on in the order of the file, with the faults between them", () => {
    const seen: string[] = [];
    const bytes = Buffer.from('a,b\nc"d\ne,f\n"g"h\ni,j\n');
    readRows(bytes, new Positions(bytes), {
      row: ({ values }) => seen.push(values.join("|")),
      fault: ({ offset }) => seen.push(String(offset)),
    });
    expect(seen).to.deep.equal(["a|b", "5", "e|f", "12", "i|j"]);
  });
});
