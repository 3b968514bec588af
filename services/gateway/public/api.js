/** A refused request: `problem` is what the API said. */
export class ApiProblem extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** Reads or changes something; changes carry the header that only our own pages can set, and a key that makes a repeat harmless. */
export async function api(method, path, body) {
  const change = method !== 'GET';
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': document.documentElement.lang,
      ...(change ? { 'x-goalbeat-csrf': '1', 'idempotency-key': crypto.randomUUID() } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new ApiProblem(answer ?? { status: response.status, title: response.statusText });
  return answer;
}

export const get = (path) => api('GET', path);
