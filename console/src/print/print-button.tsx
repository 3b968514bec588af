import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** The page as it stands, on paper (print.css leaves the rest out). */
export function PrintButton() {
  const { t } = useTranslation('shell');
  return (
    <Button icon={<PrinterOutlined />} className="unprinted" onClick={() => window.print()}>
      {t('print')}
    </Button>
  );
}
