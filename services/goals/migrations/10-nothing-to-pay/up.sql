-- Since when payroll has said that nobody is paid for this cycle; null: it pays, or has not said yet.
ALTER TABLE cycle ADD COLUMN nothing_to_pay_at timestamptz;
