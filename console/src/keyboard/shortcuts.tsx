import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { comboOf, isTyping } from './combo.js';

export interface Shortcut {
  /** `j`, `?`, `Escape`, `mod+Enter` (Ctrl or ⌘), or two after each other: `g w`. */
  readonly keys: string;
  /** What it does, for the help. */
  readonly says: string;
  readonly run: () => void;
  /** Also while somebody types in a field. */
  readonly whileTyping?: boolean;
}

const SEQUENCE_MS = 900;

/** All shortcuts that are in force now; later ones (a dialog's, say) go before earlier ones. */
class Board {
  #sets: (readonly Shortcut[])[] = [];
  #listeners = new Set<() => void>();
  #all: readonly Shortcut[] = [];
  #first = '';
  #firstAt = 0;

  add(set: readonly Shortcut[]): () => void {
    this.#change([set, ...this.#sets]);
    return () => this.#change(this.#sets.filter((one) => one !== set));
  }
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  all = (): readonly Shortcut[] => this.#all;

  press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const combo = comboOf(event);
    const typing = isTyping(event.target);
    const sequence = event.timeStamp - this.#firstAt < SEQUENCE_MS ? `${this.#first} ${combo}` : '';
    const found = [sequence, combo]
      .map((wanted) => this.#all.find(({ keys, whileTyping }) => keys === wanted && (!typing || whileTyping === true)))
      .find((one) => one !== undefined);
    [this.#first, this.#firstAt] = [combo, event.timeStamp];
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  };

  #change(sets: (readonly Shortcut[])[]): void {
    this.#sets = sets;
    this.#all = sets.flat();
    for (const listener of this.#listeners) listener();
  }
}

const BoardContext = createContext<Board | undefined>(undefined);

export function Shortcuts({ children }: { children: ReactNode }) {
  const board = useMemo(() => new Board(), []);
  useEffect(() => {
    window.addEventListener('keydown', board.press);
    return () => window.removeEventListener('keydown', board.press);
  }, [board]);
  return <BoardContext value={board}>{children}</BoardContext>;
}

function useBoard(): Board {
  const board = useContext(BoardContext);
  if (board === undefined) throw new Error('no Shortcuts above');
  return board;
}

/** In force while the component is shown. Their help is what `?` lists. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const board = useBoard();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const shape = JSON.stringify(shortcuts.map(({ keys, says, whileTyping }) => [keys, says, whileTyping]));
  useEffect(
    () => board.add(latest.current.map((one, at) => ({ ...one, run: () => latest.current[at]?.run() }))),
    [board, shape],
  );
}

export function useAllShortcuts(): readonly Shortcut[] {
  const board = useBoard();
  return useSyncExternalStore(board.subscribe, board.all);
}
