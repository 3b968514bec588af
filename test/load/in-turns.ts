/** Works through the list with so many at once. */
export async function inTurns<T>(atOnce: number, list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = list.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
