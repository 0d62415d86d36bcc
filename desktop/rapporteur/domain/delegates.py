"""The delegate: catalogue of fields and record.

The vocabulary follows the usage of bilateral commissions: honorific, designation and
organisation stand in every public list; passport, travel and stay never leave the secretariat
unless a column set says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.domain.fields import Catalogue, Choice, Field, Group, Kind, Privacy, Record

FAMILY_FIRST = "family_first"
GIVEN_FIRST = "given_first"

CONFIRMED = "confirmed"
PROVISIONAL = "provisional"
WITHDRAWN = "withdrawn"

GROUPS = (
    Group("person", "Person", "Персональные данные"),
    Group("post", "Post", "Должность"),
    Group("role", "Role in the delegation", "Роль в делегации"),
    Group("contact", "Contact", "Контакты"),
    Group("passport", "Passport", "Паспорт"),
    Group("travel", "Travel", "Поездка"),
    Group("stay", "Stay", "Размещение"),
    Group("remarks", "Remarks", "Примечания"),
)

CATEGORIES = (
    Choice("official", "Senior government official", "Официальное лицо",
           ("official", "government official", "government", "чиновник", "госслужащий")),
    Choice("expert", "Domain expert", "Эксперт",
           ("expert", "specialist", "scientist", "эксперт", "специалист")),
    Choice("industry", "Industry representative", "Представитель промышленности",
           ("industry", "business", "company", "бизнес", "промышленность",
            "представитель бизнеса")),
    Choice("support", "Support", "Обеспечение",
           ("support", "support staff", "interpreter", "protocol service", "security", "press",
            "служба протокола", "охрана", "пресса", "сопровождающий")),
)  # fmt: skip

STATUSES = (
    Choice(CONFIRMED, "Confirmed", "Подтверждён", ("confirmed", "подтвержден", "подтверждён")),
    Choice(PROVISIONAL, "Provisional", "Предварительно",
           ("provisional", "tbc", "to be confirmed", "уточняется", "предварительно")),
    Choice(WITHDRAWN, "Withdrawn", "Выбыл",
           ("withdrawn", "cancelled", "canceled", "отменен", "отменён", "выбыл")),
)  # fmt: skip

SEXES = (
    Choice("male", "Male", "Мужской", ("m", "male", "man", "м", "муж", "мужской", "पुरुष")),
    Choice("female", "Female", "Женский", ("f", "female", "woman", "ж", "жен", "женский", "महिला")),
)

NAME_ORDERS = (
    Choice(GIVEN_FIRST, "Given name first", "Сначала имя"),
    Choice(FAMILY_FIRST, "Family name first", "Сначала фамилия"),
)

# The role is free text, so that a received title is never rewritten; these are the suggestions.
ROLE_PRESETS = (
    Choice("Co-Chair, Head of Delegation", "Co-Chair, Head of Delegation",
           "Сопредседатель, глава делегации"),
    Choice("Head of Delegation", "Head of Delegation", "Глава делегации"),
    Choice("Deputy Head of Delegation", "Deputy Head of Delegation", "Заместитель главы делегации"),
    Choice("Member of Delegation", "Member of Delegation", "Член делегации"),
    Choice("Adviser", "Adviser", "Советник"),
    Choice("Expert", "Expert", "Эксперт"),
    Choice("Interpreter", "Interpreter", "Переводчик"),
    Choice("Secretary", "Secretary", "Секретарь"),
    Choice("Observer", "Observer", "Наблюдатель"),
)  # fmt: skip

DIET_PRESETS = (
    Choice("Vegetarian", "Vegetarian", "Вегетарианское"),
    Choice("Non-vegetarian", "Non-vegetarian", "Обычное"),
    Choice("Vegan", "Vegan", "Веганское"),
    Choice("Jain", "Jain", "Джайнское"),
    Choice("Halal", "Halal", "Халяль"),
)


def _person() -> tuple[Field, ...]:
    return (
        Field("honorific", "Honorific", "Обращение", "person", Kind.PRESET, width=10, headings=(
            "Honorific", "Salutation", "Prefix", "Title", "Mr/Ms", "Mr/Mrs", "Mr./Ms./Dr.",
            "Form of address", "Обращение", "Г-н/Г-жа", "Титул", "संबोधन", "उपाधि")),
        Field("family_name", "Family name", "Фамилия", "person", required=True, width=20,
              headings=("Family name", "Surname", "Last name", "Фамилия", "उपनाम", "कुलनाम")),
        Field("given_name", "Given names", "Имя", "person", width=20, headings=(
            "Given name", "Given name(s)", "Given names", "First name", "Forename", "First names",
            "First and middle name", "Имя", "Имя и отчество", "Имя, отчество", "Имя отчество",
            "पहला नाम", "प्रथम नाम")),
        Field("patronymic", "Patronymic", "Отчество", "person", width=18, headings=(
            "Patronymic", "Middle name", "Father's name", "Отчество", "Отчество (при наличии)",
            "मध्य नाम")),
        Field("name_order", "Order of the name", "Порядок имени", "person", Kind.CHOICE,
              choices=NAME_ORDERS, privacy=Privacy.INTERNAL, width=16,
              empty="As usual for its script",
              help="How the sending side writes the name."),
        Field("native_name", "Name in own script", "Имя в национальном написании", "person",
              width=28, headings=(
            "Name in own script", "Name (original script)", "Name in native script",
            "Name in Cyrillic", "Name in Russian", "Name in Hindi", "Native name",
            "Имя в национальном написании", "ФИО (ориг.)", "ФИО на русском", "ФИО (рус.)",
            "नाम (हिंदी)", "नाम हिन्दी में")),
        Field("latin_name", "Name for Protocol and plates", "Имя для Протокола и табличек",
              "person", width=28, headings=(
            "Name for name plate", "Preferred name", "Name in Latin", "Name (Latin)",
            "Name in English", "Name (English)", "Name as it should appear on the badge",
            "ФИО (англ.)", "ФИО на английском", "ФИО латиницей", "Фамилия и имя латиницей",
            "Имя для таблички", "नाम (अंग्रेज़ी)"),
              help="In Latin letters, as the person prefers it in the Protocol and on plates."),
        Field("sex", "Sex", "Пол", "person", Kind.CHOICE, choices=SEXES, privacy=Privacy.INTERNAL,
              width=8, headings=("Sex", "Gender", "M/F", "Male/Female", "Пол", "लिंग")),
    )  # fmt: skip


def _post() -> tuple[Field, ...]:
    return (
        Field("designation", "Designation", "Должность", "post", width=32, label_hi="पदनाम",
              headings=(
            "Designation", "Position", "Job title", "Function", "Post", "Official title",
            "Title/Position", "Position held", "Designation/Post", "Должность",
            "Занимаемая должность", "Должность (рус./англ.)", "पदनाम", "पद")),
        Field("organisation", "Organisation", "Организация", "post", width=36, label_hi="संगठन",
              headings=(
            "Organisation", "Organization", "Affiliation", "Institution", "Employer", "Company",
            "Ministry/Department/Organisation", "Ministry / Agency", "Ministry", "Department",
            "Ministry/Department", "Division", "Name of organisation", "Place of work", "Agency",
            "Организация", "Ведомство", "Место работы", "Министерство", "Организация (рус./англ.)",
            "Министерство/ведомство", "Компания", "Учреждение", "Департамент", "Подразделение",
            "मंत्रालय/विभाग", "संगठन", "मंत्रालय", "विभाग", "संस्था")),
        Field("designation_native", "Designation (own language)", "Должность (на своём языке)",
              "post", width=32, headings=(
            "Designation (Russian)", "Designation in Russian", "Position in Russian",
            "Designation (own language)", "Должность (рус.)", "Должность на русском")),
        Field("organisation_native", "Organisation (own language)",
              "Организация (на своём языке)", "post", width=36, headings=(
            "Organisation (Russian)", "Organisation in Russian", "Organization in Russian",
            "Organisation (own language)", "Организация (рус.)", "Организация на русском")),
        Field("rank", "Rank", "Ранг", "post", Kind.PRESET, privacy=Privacy.INTERNAL, width=20,
              headings=("Rank", "Grade", "Pay level", "Ранг", "Классный чин", "श्रेणी")),
        Field("date_in_rank", "In rank since", "В ранге с", "post", Kind.DATE,
              privacy=Privacy.INTERNAL, width=12,
              headings=("In rank since", "Date in rank", "Date of rank", "В ранге с")),
    )  # fmt: skip


def _role() -> tuple[Field, ...]:
    return (
        Field("role", "Role in the delegation", "Роль в делегации", "role", Kind.PRESET,
              choices=ROLE_PRESETS, width=24, label_hi="भूमिका", headings=(
            "Role", "Role in delegation", "Capacity", "Status", "Status in delegation",
            "Delegation role", "Роль", "Роль в делегации", "Статус", "Статус в делегации",
            "Статус участника", "В качестве", "भूमिका")),
        Field("category", "Category", "Категория", "role", Kind.CHOICE, choices=CATEGORIES,
              width=22, headings=("Category", "Type of participant", "Participant type",
                                  "Категория", "Категория участника", "श्रेणी/वर्ग")),
        Field("status", "Status", "Состояние", "role", Kind.CHOICE, choices=STATUSES,
              privacy=Privacy.INTERNAL, width=12,
              headings=("Participation status", "Confirmation", "Confirmed", "Подтверждение")),
        Field("sub_groups", "Sub-groups", "Подгруппы", "role", Kind.LIST, width=24, headings=(
            "Sub-groups", "Sub-group", "Subgroup", "Working groups", "Working group",
            "Подгруппа", "Подгруппы", "Рабочие группы", "Рабочая группа", "उपसमूह", "उप-समूह")),
        Field("languages", "Languages", "Языки", "role", Kind.LIST, privacy=Privacy.INTERNAL,
              width=16, headings=("Languages", "Language", "Languages spoken",
                                  "Working language", "Языки", "Язык", "Рабочий язык", "भाषा")),
        Field("interpreter", "Interpreter", "Переводчик", "role", Kind.PRESET,
              choices=(Choice("Needed", "Needed", "Нужен"), Choice("Not needed", "Not needed",
                                                                   "Не нужен")),
              privacy=Privacy.INTERNAL, width=14, headings=(
            "Interpreter", "Interpreter required", "Interpretation", "Needs interpreter",
            "Переводчик", "Нужен переводчик", "Перевод", "दुभाषिया")),
    )  # fmt: skip


def _contact() -> tuple[Field, ...]:
    private = Privacy.CONTACT
    return (
        Field("phone", "Mobile", "Мобильный телефон", "contact", Kind.PHONE, privacy=private,
              width=18, headings=(
            "Mobile", "Mobile No.", "Mobile number", "Phone", "Phone Number", "Phone No.", "Tel.",
            "Telephone", "Contact No.", "Contact number", "Cell", "Телефон", "Тел.",
            "Моб. телефон", "Мобильный телефон", "Контактный телефон", "दूरभाष", "मोबाइल", "फ़ोन")),
        Field("office_phone", "Office phone", "Рабочий телефон", "contact", Kind.PHONE,
              privacy=private, width=18, headings=(
            "Office phone", "Office Tel.", "Telephone (office)", "Landline", "Рабочий телефон",
            "Служебный телефон", "Тел. раб.", "कार्यालय दूरभाष")),
        Field("email", "E-mail", "Эл. почта", "contact", Kind.EMAIL, privacy=private, width=26,
              headings=("E-mail", "E-mail ID", "Email", "Email address", "Mail", "Эл. почта",
                        "Электронная почта", "Адрес эл. почты", "E-mail адрес", "ई-मेल", "ईमेल")),
        Field("contact_person", "Contact person", "Контактное лицо", "contact", privacy=private,
              width=24, headings=("Contact person", "Point of contact", "Nodal officer",
                                  "Контактное лицо", "संपर्क व्यक्ति")),
    )  # fmt: skip


def _passport() -> tuple[Field, ...]:
    private = Privacy.IDENTITY
    return (
        Field("passport_name", "Name as in passport", "Имя как в паспорте", "passport",
              privacy=private, width=28, headings=(
            "Name as in passport", "Name in passport", "Full name as per passport",
            "Name (as in passport)", "Имя как в паспорте", "ФИО по загранпаспорту",
            "ФИО как в загранпаспорте", "पासपोर्ट में नाम")),
        Field("date_of_birth", "Date of birth", "Дата рождения", "passport", Kind.DATE,
              privacy=private, width=12, headings=(
            "Date of birth", "D.O.B.", "DOB", "Birth date", "Born", "Дата рождения", "Д.р.",
            "Date and place of birth", "Дата и место рождения", "Дата рожд.",
            "Год рождения", "जन्म तिथि", "जन्मतिथि")),
        Field("place_of_birth", "Place of birth", "Место рождения", "passport", privacy=private,
              width=20, headings=("Place of birth", "Birthplace", "Место рождения", "जन्म स्थान")),
        Field("citizenship", "Citizenship", "Гражданство", "passport", privacy=private, width=16,
              headings=("Citizenship", "Nationality", "Citizen of", "Гражданство", "राष्ट्रीयता",
                        "नागरिकता")),
        Field("passport_number", "Passport number", "Номер паспорта", "passport", privacy=private,
              width=14, headings=(
            "Passport number", "Passport No.", "Passport", "Passport #", "Travel document No.",
            "Паспорт", "Номер паспорта", "Паспорт (серия, номер)", "Серия и номер паспорта",
            "Загранпаспорт", "№ загранпаспорта", "पासपोर्ट संख्या", "पासपोर्ट")),
        Field("passport_issued", "Passport issued", "Паспорт выдан", "passport", Kind.DATE,
              privacy=private, width=12, headings=(
            "Passport issued", "Date of issue", "Issue date", "Passport date of issue", "Issued on",
            "Дата выдачи", "Дата выдачи паспорта", "जारी करने की तिथि")),
        Field("passport_expiry", "Passport expires", "Паспорт действителен до", "passport",
              Kind.DATE, privacy=private, width=12, headings=(
            "Passport expiry", "Date of expiry", "Expiry date", "Valid until", "Valid till",
            "Passport valid until", "Expires", "Срок действия", "Срок действия паспорта",
            "Действителен до", "Действует до", "समाप्ति तिथि", "वैधता")),
    )  # fmt: skip


def _travel() -> tuple[Field, ...]:
    private = Privacy.TRAVEL
    return (
        Field("arrival_date", "Arrival", "Прибытие", "travel", Kind.DATE, privacy=private,
              width=12, headings=(
            "Arrival", "Arrival date", "Date of arrival", "Arrives on", "Прибытие",
            "Дата прибытия", "Дата приезда", "Дата прилёта", "Прилёт", "आगमन", "आगमन तिथि")),
        Field("arrival_time", "Arrival time", "Время прибытия", "travel", Kind.TIME,
              privacy=private, width=8,
              headings=("Arrival time", "Time of arrival", "Время прибытия", "Время прилёта")),
        Field("arrival_flight", "Arrival flight", "Рейс прибытия", "travel", privacy=private,
              width=12, headings=("Arrival flight", "Arrival flight No.", "Flight in", "Flight No.",
                                  "Flight", "Рейс прибытия", "Рейс", "Номер рейса", "उड़ान संख्या")),
        Field("arrival_terminal", "Arrival terminal", "Терминал прибытия", "travel",
              privacy=private, width=10,
              headings=("Arrival terminal", "Terminal", "Терминал", "Терминал прибытия")),
        Field("departure_date", "Departure", "Отъезд", "travel", Kind.DATE, privacy=private,
              width=12, headings=(
            "Departure", "Departure date", "Date of departure", "Leaves on", "Отъезд",
            "Дата отъезда", "Убытие", "Дата вылета", "Дата убытия", "Вылет", "प्रस्थान",
            "प्रस्थान तिथि")),
        Field("departure_time", "Departure time", "Время отъезда", "travel", Kind.TIME,
              privacy=private, width=8,
              headings=("Departure time", "Time of departure", "Время отъезда", "Время вылета")),
        Field("departure_flight", "Departure flight", "Рейс отъезда", "travel", privacy=private,
              width=12, headings=("Departure flight", "Departure flight No.", "Flight out",
                                  "Return flight", "Рейс отъезда", "Обратный рейс", "Рейс вылета")),
        Field("departure_terminal", "Departure terminal", "Терминал отъезда", "travel",
              privacy=private, width=10, headings=("Departure terminal", "Терминал отъезда")),
        Field("met_by", "Met by", "Встречает", "travel", privacy=private, width=20,
              headings=("Met by", "Received by", "Liaison officer", "Встречает", "Встречающий")),
        Field("car", "Car", "Автомобиль", "travel", privacy=private, width=14,
              headings=("Car", "Vehicle", "Car No.", "Transport", "Автомобиль", "Машина",
                        "Транспорт", "वाहन")),
    )  # fmt: skip


def _stay() -> tuple[Field, ...]:
    return (
        Field("hotel", "Hotel", "Гостиница", "stay", privacy=Privacy.TRAVEL, width=22,
              headings=("Hotel", "Accommodation", "Place of stay", "Гостиница", "Отель",
                        "Проживание", "होटल")),
        Field("room", "Room", "Номер в гостинице", "stay", privacy=Privacy.TRAVEL, width=8,
              headings=("Room", "Room No.", "Room number", "Комната", "Номер в гостинице", "कमरा")),
        Field("diet", "Diet", "Питание", "stay", Kind.PRESET, privacy=Privacy.HEALTH,
              choices=DIET_PRESETS, width=16,
              headings=("Diet", "Veg/Non-Veg", "Meal preference", "Food preference", "Meals",
                        "Dietary requirements", "Питание", "Диета", "भोजन", "शाकाहारी/मांसाहारी")),
    )  # fmt: skip


def _remarks() -> tuple[Field, ...]:
    return (
        Field("remarks", "Remarks", "Примечание", "remarks", Kind.LONG, privacy=Privacy.INTERNAL,
              width=36, headings=("Remarks", "Remark", "Notes", "Note", "Comments", "Примечание",
                                  "Прим.", "Примечания", "Комментарий", "टिप्पणी", "अभ्युक्ति")),
        Field("photo", "Photo", "Фото", "remarks", Kind.IMAGE, privacy=Privacy.IDENTITY, width=10),
    )  # fmt: skip


DERIVED = (
    Field("number", "No.", "№ п/п", "person", Kind.NUMBER, width=5, label_hi="क्र.सं.", headings=(
        "No.", "No", "#", "S/N", "S.No.", "Sl. No.", "Sr. No.", "Serial No.", "Nr", "№", "№ п/п",
        "п/п", "Номер", "N п/п", "क्र.सं.", "क्र. सं.", "क्रमांक", "क्रम संख्या")),
    Field("full_name", "Name", "Фамилия, имя, отчество", "person", Kind.DERIVED, width=30,
          label_hi="नाम", headings=(
        "Name", "Full name", "Name of the Officer", "Name of Officer", "Name of delegate",
        "Name of the participant", "Participant", "Delegate", "Name & surname", "Representative",
        "Name of representative", "Nominee", "Officer", "Nominated officer", "Представитель",
        "Ф.И.О.", "ФИО", "Фамилия Имя Отчество", "Фамилия, имя, отчество", "Фамилия, И.О.",
        "Участник",
        "Член делегации", "नाम", "पूरा नाम", "अधिकारी का नाम"),
          help="Composed from the parts of the name, in the order of the sending side."),
    Field("name_and_designation", "Name and designation", "ФИО, должность", "person",
          Kind.DERIVED, width=40, headings=(
        "Name & Designation", "Name and Designation", "Name, Designation", "Name and title",
        "Name/Designation", "Name and position", "ФИО, должность", "ФИО и должность",
        "Фамилия, имя, отчество, должность", "नाम एवं पदनाम", "नाम और पदनाम")),
    Field("side", "Side", "Сторона", "role", Kind.DERIVED, width=14, headings=(
        "Side", "Delegation", "Country", "Country / Organization", "Member State", "State",
        "Party", "Сторона", "Делегация", "Страна", "Страна / организация", "Государство-член",
        "Государство", "पक्ष", "देश", "प्रतिनिधिमंडल")),
)  # fmt: skip

DELEGATE = Catalogue(
    "delegate",
    GROUPS,
    (
        *_person(),
        *_post(),
        *_role(),
        *_contact(),
        *_passport(),
        *_travel(),
        *_stay(),
        *_remarks(),
    ),
    DERIVED,
)


@dataclass(frozen=True, slots=True)
class Delegate(Record):
    """A person on a side's list. `position` is the protocol order within the side, from 1."""

    side_id: int
    position: int

    @property
    def withdrawn(self) -> bool:
        """True for a person who is no longer coming but stays in the records."""
        return self["status"] == WITHDRAWN
