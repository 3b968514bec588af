export const words = {
  reason: 'Reason (others will read it)',
  comment: 'Comment (may stay empty)',
  back: 'Cancel',
  copy: 'Copy',
  copied: 'Copied.',
  copyByHand: 'Mark it and copy it by hand.',
  kept: 'I have kept it',
};
