import { instantOf, localOf } from '@goalbeat/domain/calendar/zone';
import { Input } from 'antd';
import { useZone } from '../session/me.js';

const WHOLE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** A day and a time as the company's clocks show it, wherever the reader sits. Undefined while it is not whole. */
export function ZonedInput(props: { at: string | undefined; onChange: (at: string | undefined) => void; id?: string }) {
  const zone = useZone();
  const local = props.at === undefined ? undefined : localOf(props.at, zone);
  return (
    <Input
      {...(props.id === undefined ? {} : { id: props.id })}
      type="datetime-local"
      required
      defaultValue={local === undefined ? '' : `${local.date}T${local.time}`}
      onChange={({ target: { value } }) =>
        props.onChange(WHOLE.test(value) ? instantOf(value.slice(0, 10), value.slice(11, 16), zone) : undefined)
      }
    />
  );
}
