import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '@goalbeat/domain/wording/language';

export interface RequestContext {
  requestId: string;
  /** W3C trace context, passed on as it came. */
  traceparent?: string;
  /** In which the caller reads what is wrong with a request. */
  language?: Language;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function inRequest<T>(context: RequestContext, fn: () => T): T {
  return storage.run(context, fn);
}

export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
