// A round mark with a person's initials; its colour follows the name, so that the same person looks the same everywhere.
import './Initials.css';

interface InitialsProps {
  name: string;
  /** Diameter in pixels. */
  size?: number;
}

const HUES = 8;

/** First letters of the first and last word; of Chinese and Thai names the first letter alone. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/[()[\]{}"']/g, '')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const first = [...(words[0] ?? '')][0] ?? '';
  if (!/\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u.test(first)) return first;
  const last = words.length > 1 ? ([...words.at(-1)!][0] ?? '') : '';
  return (first + last).toUpperCase();
}

export function Initials({ name, size = 28 }: InitialsProps) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) >>> 0, 7) % HUES;
  return (
    <span
      className={`ll-initials ll-initials-${hue}`}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  );
}
