import { request } from 'node:http';
import type { InstallationStatus } from './supervisor.ts';

export interface ControlAnswer {
  readonly status: number;
  readonly body: string;
}

/** One call of the control interface; rejects when no supervisor listens. */
export const askControl = async (socketPath: string, method: 'GET' | 'POST', path: string): Promise<ControlAnswer> =>
  await new Promise((resolve, reject) => {
    const call = request({ socketPath, method, path }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end();
  });

/** Undefined when no supervisor answers (yet). */
export const askStatus = async (socketPath: string): Promise<InstallationStatus | undefined> => {
  try {
    return JSON.parse((await askControl(socketPath, 'GET', '/status')).body) as InstallationStatus;
  } catch {
    return undefined;
  }
};
