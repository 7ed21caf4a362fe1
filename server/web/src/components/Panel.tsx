import type { ReactNode } from 'react';
import type { Freshness as FreshnessValue } from '../api/types';
import { Freshness } from './Freshness';

type Props = {
  title: string;
  freshness?: FreshnessValue;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

export function Panel({ title, freshness, aside, className, children }: Props) {
  return (
    <section className={className ? `ff-panel ${className}` : 'ff-panel'} aria-label={title}>
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
