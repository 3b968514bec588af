import { request } from 'node:http';

/** The launcher's control interface: HTTP over a unix socket. */
export interface ProcessStatus {
  name: string;
  state: string;
  pid?: number;
}

const ask = (socketPath: string, method: 'GET' | 'POST', path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const call = request({ socketPath, method, path }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${body}`));
      });
    });
    call.on('error', reject);
    call.end();
  });

export async function processes(socket: string): Promise<ProcessStatus[]> {
  return (JSON.parse(await ask(socket, 'GET', '/status')) as { processes: ProcessStatus[] }).processes;
}

/** Runs work while a process is stopped, and has it back and ready after. */
export async function without<T>(socket: string, name: string, work: () => Promise<T>): Promise<T> {
  await ask(socket, 'POST', `/stop/${name}`);
  try {
    return await work();
  } finally {
    await ask(socket, 'POST', `/start/${name}`);
    await ask(socket, 'GET', `/ready?names=${name}`);
  }
}
