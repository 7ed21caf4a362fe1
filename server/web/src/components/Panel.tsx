import type { ReactNode, Ref } from 'react';
import type { Freshness as FreshnessValue } from '../api/types';
import { Freshness } from './Freshness';

type Props = {
  title: string;
  freshness?: FreshnessValue;
  aside?: ReactNode;
  className?: string;
  /** For a panel that takes the focus. */
  ref?: Ref<HTMLElement>;
  children: ReactNode;
};

export function Panel({ title, freshness, aside, className, ref, children }: Props) {
  return (
    <section ref={ref} tabIndex={ref ? -1 : undefined} className={className ? `ff-panel ${className}` : 'ff-panel'} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
      {freshness && (
        <footer>
          <Freshness value={freshness} />
        </footer>
      )}
    </section>
  );
}
