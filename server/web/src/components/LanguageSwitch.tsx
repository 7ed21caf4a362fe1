import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeLanguage, useLanguage } from '../i18n';

export function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Button
      type="text"
      aria-label={t('language.switch')}
      data-testid="language"
      onClick={() => changeLanguage(language === 'en' ? 'zh-CN' : 'en')}
    >
      {t('language.short')}
    </Button>
  );
}
