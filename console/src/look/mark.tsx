/** The mark: a pulse with the beat that is due. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#0b5f52" />
      <path
        d="M5 17.5h5.2l2.6-7.2 4.6 12.6 3-8.2 1.4 2.8H27"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="25.6" cy="8.2" r="2.8" fill="#ff7a4d" />
    </svg>
  );
}
