// What the worker registers: exactly the names of the contract (libs/contracts/workflows), each listed by hand.
export { openCycle } from './open-cycle/workflow.js';
export { cycle } from './cycle/workflow.js';
export { approval } from './approval/workflow.js';
export { payout } from './payout/workflow.js';
