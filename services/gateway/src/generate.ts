import { writeFile } from 'node:fs/promises';
import { gatewayOpenApi } from './open-api.js';

await writeFile('libs/contracts/generated/openapi/gateway.json', `${JSON.stringify(gatewayOpenApi(), null, 2)}\n`);
