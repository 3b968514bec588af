export const words = { somebody: '某位同事', nobody: '无人', you: '{{name}}（您）' };
