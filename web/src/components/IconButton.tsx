// A button without words: what it does is its label, and stands beside it when it is pointed at.
import { Button, type ButtonProps } from '@fluentui/react-components';

type IconButtonProps = Omit<ButtonProps, 'children' | 'aria-label'> & {
  label: string;
  /** Where more is said than the label. */
  tip?: string;
};

export const IconButton = ({ label, tip = label, ...button }: IconButtonProps) => (
  <Button {...(button as ButtonProps)} aria-label={label} data-tip={tip} />
);
