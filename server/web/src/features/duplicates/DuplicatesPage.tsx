import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useDuplicates } from '../../api/queries/duplicates';
import type { CustomerRef, DuplicatePair } from '../../api/types';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { Nothing, Ready } from '../../components/states';
import { Done } from './Done';
import './duplicates.css';
import { Merging } from './Merging';
import { PairCard } from './PairCard';
import { Parting } from './Parting';
import { useMerging } from './useMerging';

/** Customers that may have been filed twice: look, merge or keep apart; and back again. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const from = params.get('from') ?? '';
  const into = params.get('into') ?? '';
  const undo = params.get('undo') ?? '';
  const query = useDuplicates();
  const steps = useMerging();
  const close = () => setParams({}, { replace: true });
  const choose = (gone: CustomerRef, stays: CustomerRef) => setParams({ from: gone.id, into: stays.id });
  const part = (gone: CustomerRef) => setParams({ undo: gone.id });
  const cards = (pairs: DuplicatePair[]) => (
    <ul className="ff-stack">
      {pairs.map((pair) => (
        <PairCard key={pair.a.id + pair.b.id} pair={pair} choose={choose} part={part} steps={steps} />
      ))}
    </ul>
  );
  return (
    <>
      <Link to="/customers" className="ff-back ff-touch">
        <ArrowLeftOutlined aria-hidden /> {t('duplicates.back')}
      </Link>
      <PageHeader title={t('duplicates.title')} subtitle={t('duplicates.subtitle')} />
      {steps.step && <Done step={steps.step} part={part} />}
      {from !== '' && into !== '' && <Merging key={from + into} from={from} into={into} steps={steps} close={close} />}
      {undo !== '' && <Parting key={undo} from={undo} steps={steps} close={close} />}
      <Ready query={query} rows={8}>
        {({ pages }) => {
          const open = pages[0]?.open ?? [];
          const decided = pages.flatMap((page) => page.decided);
          return (
            <div className="ff-stack">
              <section data-testid="duplicates-open">
                {open.length === 0 ? <Nothing title={t('duplicates.empty')} hint={t('duplicates.emptyHint')} /> : cards(open)}
              </section>
              {decided.length > 0 && (
                <Panel title={t('duplicates.decided')}>
                  <div data-testid="duplicates-decided">{cards(decided)}</div>
                </Panel>
              )}
            </div>
          );
        }}
      </Ready>
      {query.hasNextPage && (
        <div className="ff-duplicates-more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {t('duplicates.more')}
          </Button>
        </div>
      )}
    </>
  );
}
