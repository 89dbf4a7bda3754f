/** The mark of the product: an L that casts light. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="7" fill="#15406e" />
      <path d="M9 6.5h4.2v15.3h9.3v3.7H9z" fill="#fff" />
      <circle cx="21.5" cy="11" r="4.5" fill="#ffc83d" />
    </svg>
  );
}
