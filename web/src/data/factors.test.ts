import { describe, expect, it } from 'vitest';
import { newDefinition } from './definition';
import { choiceOf, withChoice, withIgnored } from './factors';

const none = newDefinition().attributes;

describe('what is decided about an attribute', () => {
  it('is one of three, whatever it was before', () => {
    const always = withChoice(none, 'revenue', 'always');
    expect(always).toEqual({ ...none, keep: ['revenue'] });
    const never = withChoice(always, 'revenue', 'never');
    expect(never).toEqual({ ...none, drop: ['revenue'] });
    expect(choiceOf(never, 'revenue')).toBe('never');
    expect(withChoice(never, 'revenue', 'automatic')).toEqual(none);
  });

  it('goes along with a list of those to include', () => {
    const chosen = { ...none, include: ['revenue'] };
    expect(choiceOf(chosen, 'jobtitle')).toBe('never');
    expect(choiceOf(chosen, 'revenue')).toBe('automatic');
    expect(withChoice(chosen, 'jobtitle', 'automatic').include).toEqual(['revenue', 'jobtitle']);
    expect(withChoice(chosen, 'revenue', 'never').include).toEqual([]);
  });

  it('leaves blanks to a list of its own', () => {
    const ignoring = withIgnored(none, 'revenue', true);
    expect(ignoring).toEqual({ ...none, ignore_empty: ['revenue'] });
    expect(withIgnored(ignoring, 'revenue', false)).toEqual(none);
  });
});
