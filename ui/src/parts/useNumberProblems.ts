import { useQuery } from '@tanstack/react-query';
import { call, commands, terms } from '../ipc';
import { parts } from './messages';

interface Words {
  phone: string | null;
  idNumber: string | null;
}

/** What is wrong with a phone and an ID number as they stand; said at the field, while typing goes on. */
export function useNumberProblems(phone: string, idNumber: string): Words {
  const query = useQuery({
    queryKey: ['numbers', phone, idNumber],
    queryFn: () => call(commands.numberProblems(phone, idNumber)),
    enabled: Boolean(phone.trim() || idNumber.trim()),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const found = query.data;
  return {
    phone: phone.trim() && found?.phone ? parts.number.phone : null,
    idNumber:
      idNumber.trim() && found?.idNumber
        ? `${terms.IdProblem[found.idNumber]}${found.idNumber === 'wrong_check_digit' ? parts.number.checkDigit : ''}`
        : null,
  };
}
