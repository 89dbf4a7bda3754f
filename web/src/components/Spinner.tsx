// Something is on its way.
import './Spinner.css';

interface SpinnerProps {
  label: string;
}

export function Spinner({ label }: SpinnerProps) {
  return (
    <span className="ll-spinner" role="status">
      <span className="ll-spinner-ring" aria-hidden />
      {label}
    </span>
  );
}
