/** What the address of the page asks for. */
export interface LogSearch {
  /** `kind:id` of what the log is about. */
  subject?: string;
  cycle?: string;
}
