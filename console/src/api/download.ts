import { carry } from './carry.js';
import { problemOf } from './api-problem.js';

/**
 * Saves what the API sends under its own name. @param method POST where taking it is written down
 * @throws ApiProblem, NoAnswer
 */
export async function download(
  path: string,
  { name, method = 'GET' }: { name?: string; method?: 'GET' | 'POST' } = {},
): Promise<void> {
  const response = await carry(new Request(new URL(path, window.location.origin), { method }));
  if (!response.ok) throw await problemOf(response);
  saveAs(await response.blob(), name ?? nameIn(response.headers.get('content-disposition')) ?? 'goalbeat');
}

export function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function nameIn(disposition: string | null): string | undefined {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return coded === undefined ? /filename="?([^";]+)"?/.exec(disposition ?? '')?.[1] : decodeURIComponent(coded);
}
