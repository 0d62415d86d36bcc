"""Sentences of Protocols in two languages, right and with a slip, as data.

Each pair is a right translation. A slip says in which language what is replaced by what, and
under which code the mistake has to be found. `NAMES` and `TERMS` are what a file would know.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.domain.verification.texts import Names, terms_of

TERMS = terms_of("the Sides = Стороны = दोनों पक्ष\nthe Working Group = Рабочая группа")
NAMES = [
    *(
        Names({"en": english, "ru": russian}, proper=True)
        for english, russian in (
            ("New Delhi", "Нью-Дели"), ("Moscow", "Москва"), ("Vanijya Bhawan", "Ваниджья Бхаван"),
            ("Gruzdev", "Груздев"), ("Safonova", "Сафонова"), ("Bhatia", "Бхатия"),
            ("Belaya", "Белая"), ("Korolyov", "Королёв"), ("Kim", "Ким"), ("Rao", "Рао"),
            ("Menon", "Менон"), ("Orlov", "Орлов"), ("Kravets", "Кравец"),
        )
    ),
    *(
        Names({"en": english, "ru": russian})
        for english, russian in (
            ("Modernisation", "Модернизация"), ("Mining", "Горнодобывающая промышленность"),
            ("Fertilisers", "Удобрения"), ("Railway transport", "Железнодорожный транспорт"),
            ("Carbon fibre", "Углеродное волокно"), ("Aluminium", "Алюминий"),
            ("Small aircraft piston engines", "Поршневые двигатели для малой авиации"),
        )
    ),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """In `language` the text `old` was mistyped as `new`; `code` is what has to be found."""

    language: str
    old: str
    new: str
    code: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence in two languages, the second "ru" or "hi"."""

    first: str
    second: str
    slips: tuple[Slip, ...] = ()
    other: str = "ru"

    def texts(self, slip: Slip | None = None) -> dict[str, str]:
        """Both texts, with one of the slips if it is wanted."""
        found = {"en": self.first, self.other: self.second}
        if slip is not None:
            assert slip.old in found[slip.language], slip
            found[slip.language] = found[slip.language].replace(slip.old, slip.new, 1)
        return found


def ru(old: str, new: str, code: str) -> Slip:
    return Slip("ru", old, new, code)


def en(old: str, new: str, code: str) -> Slip:
    return Slip("en", old, new, code)


PAIRS = (
    # Dates
    Pair("The Sides agreed to complete the work by 31 March 2026.",
         "Стороны договорились завершить работу до 31 марта 2026 г.",
         (ru("31 марта", "13 марта", "date"), ru("марта", "мая", "date"),
          en("2026", "2027", "date"))),
    Pair("The 11th Session of the Working Group was held in New Delhi on 6 August 2025.",
         "Одиннадцатое заседание Рабочей группы состоялось в г. Нью-Дели 6 августа 2025 года.",
         (en("11th", "12th", "number"), ru("Одиннадцатое", "Двенадцатое", "number"))),
    Pair("The Sides reviewed the progress made since the 10th Session held on 15 October 2024.",
         "Стороны рассмотрели ход работы после 10-го заседания, состоявшегося 15 октября 2024 г.",
         (ru("2024", "2023", "date"), ru("10-го", "9-го", "number"))),
    Pair("The meeting took place on 6–7 August 2025 at Vanijya Bhawan.",
         "Встреча прошла 6 и 7 августа 2025 г. в Ваниджья Бхаван.",
         (ru("6 и 7", "6 и 8", "date"),)),
    Pair("The visit is planned from 28 September to 3 October 2025.",
         "Визит запланирован с 28 сентября по 3 октября 2025 года.",
         (ru("28 сентября", "28 октября", "date"),)),
    Pair("The Sides will meet between March and May 2026.",
         "Стороны встретятся в период с марта по май 2026 г.",
         (ru("с марта", "с апреля", "date"),)),
    Pair("The Sides agreed to exchange the lists by the end of April.",
         "Стороны договорились обменяться перечнями до конца апреля.",
         (ru("апреля", "августа", "date"),)),
    Pair("The letter of September 5, 2025 was received on September 8th, 2025.",
         "Письмо от 05.09.2025 было получено 08.09.2025.",
         (ru("08.09.2025", "08.10.2025", "date"),)),
    Pair("The Agreement of 1 February 2013 remains in force.",
         "Соглашение от 01.02.13 остаётся в силе.", (ru("01.02.13", "01.03.13", "date"),)),
    Pair("The programme for 2025–2027 was adopted.", "Принята программа на 2025–2027 гг.",
         (ru("2027", "2028", "number"),)),
    Pair("Supplies in the financial year 2025-26 were discussed.",
         "Обсуждены поставки в 2025/26 финансовом году.", (ru("2025/26", "2024/26", "number"),)),
    Pair("The plan for 2025/2026 was presented.", "Представлен план на 2025–2026 годы.",
         (en("2026", "2028", "number"),)),
    Pair("The prototype will be tested in the second quarter of 2026.",
         "Опытный образец будет испытан во II квартале 2026 г.",
         (ru("II квартале", "III квартале", "period"), ru("2026", "2025", "number"))),
    Pair("Deliveries shall begin in Q3 2026.", "Поставки начнутся в 3-м квартале 2026 года.",
         (en("Q3", "Q4", "period"),)),
    Pair("The report is due in the first half of 2026.",
         "Доклад будет представлен в первом полугодии 2026 года.",
         (ru("первом полугодии", "втором полугодии", "period"),)),
    Pair("Work will continue in the second half of 2026.",
         "Работа продолжится во второй половине 2026 года.",
         (en("second half", "first half", "period"),)),
    Pair("The Sides welcomed the projects of the 1990s.",
         "Стороны приветствовали проекты 1990-х гг.",
         (ru("1990", "1980", "number"),)),
    Pair("The Sides may propose other dates in May 2026.",
         "Стороны могут предложить иные сроки в мае 2026 г.", (ru("мае", "марте", "date"),)),
    Pair("The session opened at 10:30 and closed at 17:45.",
         "Заседание открылось в 10:30 и закрылось в 17:45.", (ru("17:45", "17:15", "number"),)),
    Pair("In the years 2023 and 2024 twelve European companies took part.",
         "В 2023 и 2024 гг. участвовали 12 европейских компаний.",
         (ru("12 европ", "13 европ", "number"),)),
    # Sums
    Pair("Bilateral trade reached USD 68.7 billion in 2024.",
         "Двусторонний товарооборот достиг 68,7 млрд долл. США в 2024 г.",
         (ru("68,7", "67,8", "sum"), ru("млрд", "млн", "sum"))),
    Pair("The project costs US$ 2.5 million.", "Стоимость проекта – 2,5 миллиона долларов США.",
         (en("2.5", "25", "sum"),)),
    Pair("The Sides noted investments of INR 500 crore.",
         "Стороны отметили инвестиции в объёме 5 млрд индийских рупий.",
         (ru("5 млрд", "50 млрд", "sum"),)),
    Pair("The contract for RUB 1.2 billion was signed.",
         "Подписан контракт на 1,2 млрд рублей.", (ru("рублей", "рупий", "sum"),)),
    Pair("A grant of EUR 300,000 was allotted.", "Выделен грант в размере 300 тыс. евро.",
         (ru("300 тыс", "30 тыс", "sum"),)),
    Pair("The cost is estimated at USD 5 to 7 million.",
         "Стоимость оценивается в 5–7 млн долл. США.", (ru("5–7", "5–8", "sum"),)),
    Pair("Between USD 5 million and 7 million will be needed.",
         "Потребуется от 5 до 7 млн долларов США.", (ru("от 5", "от 4", "sum"),)),
    Pair("The output was worth $2.125 billion.", "Продукции выпущено на 2,125 млрд долл.",
         (ru("2,125", "2,152", "sum"),)),
    Pair("The fee is five million rupees.", "Сбор составляет 5 млн рупий.",
         (ru("5 млн", "6 млн", "sum"),)),
    Pair("The Indian Side offered a loan of 40 bn roubles.",
         "Индийская Сторона предложила кредит в размере 40 млрд руб.",
         (ru("40 млрд", "14 млрд", "sum"),)),
    # Percentages
    Pair("Exports grew by 12 per cent.", "Экспорт вырос на 12%.", (ru("12%", "21%", "percent"),)),
    Pair("The share rose to 12.5 percent.", "Доля возросла до 12,5 процента.",
         (en("12.5", "12.6", "percent"),)),
    Pair("Losses fell by 10%–15%.", "Потери снизились на 10–15 %.",
         (ru("10–15", "10–16", "percent"),)),
    Pair("The duty will fall from 10 to 5 per cent.", "Пошлина снизится с 10 до 5 процентов.",
         (ru("с 10", "с 15", "percent"),)),
    Pair("The Sides noted a five per cent reduction.", "Стороны отметили 5-процентное снижение.",
         (ru("5-проц", "6-проц", "percent"),)),
    # Numbers
    Pair("India imported 1,250 tonnes of aluminium.", "Индия ввезла 1\u00a0250 т алюминия.",
         (ru("1\u00a0250", "1\u00a0520", "number"),)),
    Pair("Some 3,200,000 tonnes of fertilisers were shipped.",
         "Отгружено около 3,2 млн т удобрений.", (ru("3,2", "3,3", "number"),)),
    Pair("The mine yields 12,50,000 tonnes a year.", "Шахта даёт 1 250 000 тонн в год.",
         (ru("1 250 000", "1 520 000", "number"),)),
    Pair("The tunnel is 2.5 times longer.", "Тоннель в 2,5 раза длиннее.",
         (ru("2,5", "2,6", "number"),)),
    Pair("The Sides heard 45 experts.", "Стороны заслушали 45 экспертов.",
         (ru("45", "54", "number"), en("45 ", "", "number"))),
    Pair("Twenty-five enterprises took part.", "Участвовали 25 предприятий.",
         (ru("25", "35", "number"),)),
    Pair("The Sides named thirty-two projects.", "Стороны назвали тридцать два проекта.",
         (ru("тридцать два", "сорок два", "number"),)),
    Pair("Between 5 and 7 experts will be sent.", "Будут направлены от 5 до 7 экспертов.",
         (ru("до 7", "до 9", "number"),)),
    Pair("The experts will meet at least twice a year.",
         "Эксперты будут встречаться не реже двух раз в год.",
         (ru("двух раз", "трёх раз", "number"),)),
    Pair("Training will last one and a half years.", "Обучение продлится полтора года.",
         (en("one and a half", "two and a half", "number"),)),
    Pair("The line is two and a half kilometres long.", "Длина линии – 2,5 километра.",
         (ru("2,5", "3,5", "number"),)),
    Pair("A three-year programme was adopted.", "Принята трёхлетняя программа.",
         (ru("трёхлетняя", "двухлетняя", "number"),)),
    Pair("The Sides discussed a two-stage furnace.", "Стороны обсудили двухступенчатую печь."),
    Pair("Done in two originals, each in the English and Russian languages.",
         "Совершено в двух экземплярах, каждый на английском и русском языках.",
         (ru("двух", "трёх", "number"),)),
    Pair("The Sides signed the document in 2 (two) copies.",
         "Стороны подписали документ в 2 (двух) экземплярах.", (ru("2 (", "3 (", "number"),)),
    Pair("Firstly, the quota; secondly, the price of recycled aluminium.",
         "Во-первых, квота; во-вторых, цена вторичного алюминия."),
    Pair("The Sides met on Tuesday and Thursday.", "Стороны встретились во вторник и в четверг."),
    Pair("A quarter of the plants and two thirds of the mines were modernised.",
         "Модернизированы четверть заводов и две трети шахт.",
         (ru("две трети", "одна треть", "number"),)),
    Pair("One of the proposals was withdrawn.", "Одно из предложений было отозвано."),
    Pair("Both sides of the line need 1 new station.",
         "С обеих сторон линии нужна одна новая станция."),
    Pair("The first stage covers 6 plants.", "I этап охватывает шесть предприятий.",
         (en("6 plants", "7 plants", "number"),)),
    Pair("Phase II of the project begins.", "Начинается второй этап проекта.",
         (en("Phase II", "Phase III", "number"),)),
    Pair("The needs of the 21st century were discussed.", "Обсуждены потребности XXI века.",
         (ru("XXI", "XIX", "number"),)),
    # References, articles, designations
    Pair("In accordance with Article 5.2 of the Agreement of 14 May 1994, see Annex 3.",
         "В соответствии со ст. 5.2 Соглашения от 14 мая 1994 г., см. приложение 3.",
         (ru("5.2", "5.3", "number"), ru("приложение 3", "приложение 4", "number"))),
    Pair("See Article 5.10 and paragraphs 4–7.", "См. статью 5.10 и пункты 4–7.",
         (ru("5.10", "5.1", "number"), ru("4–7", "4–8", "number"))),
    Pair("Clause 3.1.2 was agreed.", "Согласован пункт 3.1.2.",
         (ru("3.1.2", "3.1.3", "number"),)),
    Pair("Decision No. 5 was taken.", "Принято решение № 5.", (ru("№ 5", "№ 6", "number"),)),
    Pair("The compositions are at Annexes 1 and 2.",
         "Составы делегаций приведены в приложениях № 1 и 2.", (ru("1 и 2", "1 и 3", "number"),)),
    Pair("The Sides noted 3D printing and CO2 capture.",
         "Стороны отметили 3D-печать и улавливание CO₂.", (ru("3D", "4D", "number"),)),
    Pair("Carbon dioxide emissions of 500 m³ per hour were measured.",
         "Измерены выбросы CO2 в объёме 500 куб. м в час.", (ru("500", "550", "number"),)),
    Pair("The area is 2,400 m2.", "Площадь – 2 400 кв. м.", (ru("2 400", "2 500", "number"),)),
    Pair("The Il-114-300 and the MC-21 were presented.", "Представлены Ил-114-300 и МС-21.",
         (ru("114", "141", "number"),)),
    Pair("The standard ISO 9001:2015 applies.", "Применяется стандарт ИСО 9001:2015.",
         (ru("9001", "9002", "number"),)),
    Pair("The G20 and BRICS formats were noted.", "Отмечены форматы «Группы двадцати» и БРИКС."),
    # Names, terms and turns of phrase
    Pair("The Indian Side was led by Mr. A.S. Bhatia, Secretary.",
         "Индийскую Сторону возглавил г-н А.С. Бхатия, Секретарь.",
         (ru("Бхатия", "Бхатт", "name"),)),
    Pair("The Russian Side was led by Mr. A.V. Gruzdev, Deputy Minister.",
         "Российскую Сторону возглавлял заместитель Министра А.В. Груздев.",
         (en("Gruzdev", "Gruzdov", "name"),)),
    Pair("The Sides thanked Mr. Gruzdev, Ms. Belaya and Mr. Kravets.",
         "Стороны поблагодарили А.В. Груздева, г-жу Белую и г-на Кравца."),
    Pair("Mr. Korolyov’s proposal was supported by Ms. Kim.",
         "Предложение г-на Королева поддержала г-жа Ким."),
    Pair("The kimberlite pipes were described by Mr. Orlov.",
         "Кимберлитовые трубки описал г-н Орлов."),
    Pair("Eagles were seen over Moscow.", "Над Москвой видели орлов."),
    Pair("A Moscow-based institute hosted Ms. Safonova.",
         "Московский институт принял г-жу Сафонову.", (ru("Сафонову", "Самсонову", "name"),)),
    Pair("The Sides heard the report of the sub-group on mining.",
         "Стороны заслушали информацию подгруппы по горнодобывающей промышленности.",
         (ru("горнодобывающей промышленности", "удобрениям", "name"),)),
    Pair("Mining equipment was shown.", "Показано горное оборудование."),
    Pair("The sub-group on railway transport met in Moscow.",
         "Подгруппа по железнодорожному транспорту провела заседание в Москве.",
         (ru("Москве", "Нью-Дели", "name"),)),
    Pair("The Sides discussed small aircraft piston engines and carbon fibre.",
         "Стороны обсудили поршневые двигатели для малой авиации и углеродное волокно."),
    Pair("The Russian Side informed the Indian Side of proposals from the companies.",
         "Российская Сторона проинформировала Индийскую Сторону о предложениях со стороны "
         "компаний."),
    Pair("On the one hand quality, on the other hand price matter to third parties.",
         "С одной стороны, качество, с другой стороны, цена важны для третьих лиц."),
    Pair("The Sides requested the Working Group to report.",
         "Стороны поручили Рабочей группе представить доклад."),
    Pair("“Vikram-1” and ‘Sky’ were quoted.", "Упомянуты «Викрам-1» и „Небо“.",
         (ru("-1", "-2", "number"),)),
    # Brackets
    Pair("The Sides agreed [by the end of 2026].", "Стороны договорились [до конца 2026 года].",
         (ru("[до конца 2026 года]", "до конца 2026 года", "brackets"),
          ru("2026 года]", "2026 года", "bracket"))),
    Pair("The Sides [noted][welcomed] the plan [of 5 May].",
         "Стороны [отметили][приветствовали] план [от 5 мая].",
         (ru("[отметили][приветствовали]", "[отметили/приветствовали]", "brackets"),)),
    Pair("The Sides agreed [to send [two] experts] and [to pay].",
         "Стороны договорились [оплатить] и [направить [двух] экспертов].",
         (ru("[двух]", "двух", "brackets"),)),
    Pair("By [2026] or by 2027.", "К [2026] или к 2027 году.",
         (ru("[2026] или к 2027", "2026 или к [2027]", "brackets"),)),
    # Hindi
    Pair("The Sides agreed to complete the work by 31 March 2026.",
         "दोनों पक्ष 31 मार्च 2026 तक कार्य पूरा करने पर सहमत हुए।",
         (Slip("hi", "31", "30", "date"),), "hi"),
    Pair("Trade reached INR 5 crore, that is 12 per cent more.",
         "व्यापार 5 करोड़ रुपये तक पहुँचा, अर्थात 12 प्रतिशत अधिक।",
         (Slip("hi", "5 करोड़", "5 लाख", "sum"), Slip("hi", "12", "21", "percent")), "hi"),
    Pair("The 11th Session took place on 6 August 2025.",
         "११वाँ सत्र ६ अगस्त २०२५ को आयोजित हुआ।", (Slip("hi", "६", "८", "date"),), "hi"),
    Pair("The Sides heard 45 experts.", "दोनों पक्षों ने 45 विशेषज्ञों को सुना।",
         (Slip("hi", "45", "54", "number"),), "hi"),
)  # fmt: skip
