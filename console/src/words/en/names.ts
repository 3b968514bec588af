export const words = { somebody: 'somebody', nobody: 'nobody', you: '{{name}} (you)' };
