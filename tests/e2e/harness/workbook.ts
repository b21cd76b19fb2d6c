// Reads a written workbook back, as the person who opens it would see it.
import ExcelJS from 'exceljs';

export interface Sheet {
  /** The text of every cell that holds something. */
  cells: Map<string, string>;
  merges: string[];
  landscape: boolean;
  paper: number | undefined;
  fitToWidth: number | undefined;
  titleRows: string | undefined;
  bordered: (address: string) => boolean;
  /** The address of the first cell that holds exactly this text. */
  find: (text: string) => string | undefined;
}

/** The first sheet of a workbook. */
export async function firstSheet(file: string): Promise<Sheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error(`${file} has no sheet`);
  const cells = new Map<string, string>();
  sheet.eachRow((row) => row.eachCell((cell) => cells.set(cell.address, cell.text)));
  const setup = sheet.pageSetup;
  return {
    cells,
    merges: (sheet.model as unknown as { merges: string[] }).merges,
    landscape: setup.orientation === 'landscape',
    paper: setup.paperSize,
    fitToWidth: setup.fitToPage ? setup.fitToWidth : undefined,
    titleRows: setup.printTitlesRow,
    bordered: (address) => sheet.getCell(address).border?.bottom?.style !== undefined,
    find: (text) => [...cells].find(([, value]) => value === text)?.[0],
  };
}
