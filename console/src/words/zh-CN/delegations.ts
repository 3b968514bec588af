export const words = { title: '审批代理' };
