/** Something that whoever wrote the pipeline can put right. Its message says what is wrong, where, and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
