import type { DeviceState } from '../../api/types';

const tones = { current: 'good', behind: 'warn', silent: 'warn', never: 'none', revoked: 'none' } as const;

export function stateTone(state: DeviceState): 'good' | 'warn' | 'none' {
  return tones[state] ?? 'none';
}
