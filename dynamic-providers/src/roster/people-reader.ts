import type { Fault, FoundProblems, PlacedFault } from "./found-problems";
import { readHeadings } from "./headings";
import type { RosterPerson } from "./person";
import { type Columns, readPerson } from "./read-person";
import { IDENTITIES, type Named, repeated } from "./repeats";
import type { QuotingFault, Row, RowReader } from "./rows";

const QUOTING_REMEDY = 'Put the whole value in quotes, and write a quote inside it twice ("").';
const EMPTY: Fault = { message: "The file is empty.", remedy: "Give it headings and people." };
const NOBODY: Fault = { message: "The file names nobody.", remedy: "Add people, or declare no file." };

/** Makes people of rows. */
export class PeopleReader implements RowReader {
  readonly people: RosterPerson[] = [];
  /** Undefined before the headings; empty when they say nothing, and nobody knows what the rows do. */
  #columns: Columns | undefined;
  #start = 0;
  #faulty = false;

  /**
   * @param file - as problems name it.
   * @param lineOf - the line of an offset.
   * @param named - whoever has been named before; those of this file are added.
   */
  constructor(
    private readonly file: string,
    private readonly lineOf: (offset: number) => number,
    private readonly found: FoundProblems,
    private readonly named: Named,
  ) {}

  row(row: Row): void {
    if (row.isBlank) return;
    if (this.#columns === undefined) this.#readHeadings(row);
    else if (this.#columns.length > 0) this.#readPerson(row, this.#columns);
  }

  fault({ offset, message }: QuotingFault): void {
    this.#faulty = true;
    this.#columns ??= [];
    this.found.add([{ offset, fault: { message, remedy: QUOTING_REMEDY } }]);
  }

  end(): void {
    if (this.#columns === undefined) this.found.add([{ offset: 0, fault: EMPTY }]);
    else if (this.#columns.length > 0 && this.people.length === 0 && !this.#faulty) {
      this.found.add([{ offset: this.#start, fault: NOBODY }]);
    }
  }

  #readHeadings(row: Row): void {
    const { columns, faults } = readHeadings(row);
    this.#columns = columns.some((column) => column !== undefined) ? columns : [];
    this.#start = row.offset;
    this.found.add(faults);
  }

  #readPerson(row: Row, columns: Columns): void {
    const { person, faults } = readPerson(row, columns);
    this.people.push(person as RosterPerson);
    this.found.add([...faults, ...this.#repeats(person, row, columns)].sort((a, b) => a.offset - b.offset));
  }

  #repeats(person: Partial<RosterPerson>, row: Row, columns: Columns): PlacedFault[] {
    const now = { file: this.file, line: this.lineOf(row.offset) };
    const before = this.named.add(person, now);
    return IDENTITIES.flatMap((identity) => {
      const first = before[identity];
      if (first === undefined) return [];
      const index = columns.findIndex((column) => column?.property === identity);
      const message = repeated(row.values[index] ?? "", first, now);
      return [{ offset: row.offsetOf(index), fault: { message, remedy: "Take one of the two out." } }];
    });
  }
}
