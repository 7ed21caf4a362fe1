import { describe, expect, it } from 'vitest';
import { changedParams, pickParams } from './address';

describe('what a list shows, in the address', () => {
  const params = new URLSearchParams('stage=intent&owner=&sort=name&foreign=1');

  it('is read by name, without what is empty', () => {
    expect(pickParams(params, ['stage', 'owner', 'grade'])).toEqual({ stage: 'intent' });
  });

  it('changes only what was changed', () => {
    const next = changedParams(params, { stage: undefined, grade: 'a', sort: 'stage' });
    expect(next.toString()).toBe('owner=&sort=stage&foreign=1&grade=a');
    expect(params.get('stage')).toBe('intent');
  });
});
