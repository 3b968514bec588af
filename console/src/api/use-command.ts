import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { NoAnswer, isOutdated } from './api-problem.js';
import type { Key } from './keys.js';
import { problemWords } from './problem-words.js';

interface Guess<Input> {
  key: Key;
  /** What the kept value will become; undefined where there is nothing to guess from. */
  update: (kept: never, input: Input) => unknown;
}

export interface CommandOptions<Input, Output> {
  /** The call; what it throws is shown. */
  run: (input: Input) => Promise<Output>;
  /** Prefixes of keys whose data the command changes. */
  changes: readonly (readonly unknown[])[];
  /** Shown at once, taken back when the API refuses. */
  guess?: Guess<Input>;
  /** Where its answer belongs, when the answer is the thing itself. */
  answers?: (output: Output) => Key;
  /** Where its answer has a place in something larger, a row of a list say. */
  settles?: { key: Key; update: (kept: never, output: Output) => unknown };
  /** Said when it is done. */
  done?: string | ((output: Output) => string);
  /** Refusals that a form shows at its fields: true keeps the notice away. */
  shown?: (error: Error) => boolean;
}

/**
 * A write by a person: the guess at once, the answer when it comes, the guess taken back and a word of what happened when it is
 * refused. After a 409 the newest state is read, so the page shows what somebody else did.
 */
export function useCommand<Input = void, Output = unknown>(
  options: CommandOptions<Input, Output>,
): UseMutationResult<Output, Error, Input, { before?: unknown }> {
  const client = useQueryClient();
  const { message, notification } = App.useApp();
  const { t } = useTranslation('problem');
  const { guess } = options;

  return useMutation<Output, Error, Input, { before?: unknown }>({
    mutationFn: options.run,
    onMutate: async (input) => {
      if (guess === undefined) return {};
      await client.cancelQueries({ queryKey: guess.key });
      const before = client.getQueryData(guess.key);
      if (before === undefined) return {};
      client.setQueryData(guess.key, guess.update(before as never, input));
      return { before };
    },
    onSuccess: (output) => {
      if (options.answers !== undefined) client.setQueryData(options.answers(output), output);
      const { settles } = options;
      if (settles !== undefined && client.getQueryData(settles.key) !== undefined) {
        client.setQueryData(settles.key, (kept: unknown) => settles.update(kept as never, output));
      }
      const done = typeof options.done === 'function' ? options.done(output) : options.done;
      if (done !== undefined) void message.success(done);
    },
    onError: (error, _input, context) => {
      if (guess !== undefined && context?.before !== undefined) client.setQueryData(guess.key, context.before);
      if (options.shown?.(error) === true) return;
      const { title, advice } = problemWords(error, t);
      const undone = guess === undefined ? '' : ` ${t('takenBack')}`;
      notification[isOutdated(error) || error instanceof NoAnswer ? 'warning' : 'error']({
        title,
        description: `${advice}${undone}`.trim(),
        placement: 'top',
        duration: 8,
      });
    },
    // Not waited for: whoever pressed the button may go on.
    onSettled: () => {
      for (const queryKey of options.changes) void client.invalidateQueries({ queryKey });
    },
  });
}
