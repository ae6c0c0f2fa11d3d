/** An open issue or work item about the drift of one stack. */
export interface Issue {
  readonly id: number;
  /** Where people read it. */
  readonly url: string;
}

/** What is needed of GitHub or Azure DevOps. Every call throws a UsageError that says what was refused. */
export interface Forge {
  /** Makes the comment whose beginning is `start`, or replaces its text. @returns where it is read. */
  setComment(pullRequest: number, start: RegExp, text: string): Promise<string>;
  /** The open issue whose beginning is `start`. */
  findIssue(title: string, start: RegExp): Promise<Issue | undefined>;
  openIssue(title: string, text: string): Promise<Issue>;
  updateIssue(issue: Issue, text: string): Promise<void>;
  closeIssue(issue: Issue, text: string): Promise<void>;
}
