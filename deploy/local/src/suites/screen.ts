import type { Show } from '../progress.ts';

/** The words of one piece of work among several at once. */
export interface Page {
  readonly show: Show;
  readonly close: () => void;
}

interface Kept extends Page {
  unseen: string;
  closed: boolean;
}

/**
 * One terminal for several who talk at once: one page is shown as it is written, the others are kept and shown whole, in the
 * order in which they were opened.
 */
export class Screen {
  readonly #pages: Kept[] = [];
  readonly #terminal: Show;

  constructor(terminal: Show) {
    this.#terminal = terminal;
  }

  open(): Page {
    const page: Kept = {
      unseen: '',
      closed: false,
      show: (text) => {
        page.unseen += text;
        this.#turn();
      },
      close: () => {
        page.closed = true;
        this.#turn();
      },
    };
    this.#pages.push(page);
    return page;
  }

  /** Shows the first page, and the next when that one is closed. */
  #turn(): void {
    for (let page = this.#pages[0]; page !== undefined; page = this.#pages[0]) {
      const text = page.unseen;
      page.unseen = '';
      if (text !== '') this.#terminal(text);
      if (!page.closed) return;
      this.#pages.shift();
    }
  }
}
