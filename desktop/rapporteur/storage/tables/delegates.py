"""The delegates, and where their values came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, relationship

from rapporteur.storage.tables.base import Tracked, number_column, text_column

if TYPE_CHECKING:
    from rapporteur.storage.tables.lists import DelegateSourceRow, IdentityDecisionRow
    from rapporteur.storage.tables.meeting import AttendanceRow


class DelegateRow(Tracked):
    """A person on a side's list; `position` is the protocol order within the side, from 1."""

    __tablename__ = "delegate"
    __table_args__ = (
        Index(None, "side_id", "position"),
        {"sqlite_autoincrement": True},
    )

    side_id: Mapped[int] = number_column(ForeignKey("side.id"))
    position: Mapped[int] = number_column()
    honorific: Mapped[str] = text_column()
    family_name: Mapped[str] = text_column()
    given_name: Mapped[str] = text_column()
    patronymic: Mapped[str] = text_column()
    name_order: Mapped[str] = text_column()
    native_name: Mapped[str] = text_column()
    latin_name: Mapped[str] = text_column()
    sex: Mapped[str] = text_column()
    designation: Mapped[str] = text_column()
    organisation: Mapped[str] = text_column()
    designation_native: Mapped[str] = text_column()
    organisation_native: Mapped[str] = text_column()
    rank: Mapped[str] = text_column()
    date_in_rank: Mapped[str] = text_column()
    role: Mapped[str] = text_column()
    category: Mapped[str] = text_column()
    status: Mapped[str] = text_column()
    sub_groups: Mapped[str] = text_column()
    languages: Mapped[str] = text_column()
    interpreter: Mapped[str] = text_column()
    phone: Mapped[str] = text_column()
    office_phone: Mapped[str] = text_column()
    email: Mapped[str] = text_column()
    contact_person: Mapped[str] = text_column()
    passport_name: Mapped[str] = text_column()
    date_of_birth: Mapped[str] = text_column()
    place_of_birth: Mapped[str] = text_column()
    citizenship: Mapped[str] = text_column()
    passport_number: Mapped[str] = text_column()
    passport_issued: Mapped[str] = text_column()
    passport_expiry: Mapped[str] = text_column()
    arrival_date: Mapped[str] = text_column()
    arrival_time: Mapped[str] = text_column()
    arrival_flight: Mapped[str] = text_column()
    arrival_terminal: Mapped[str] = text_column()
    departure_date: Mapped[str] = text_column()
    departure_time: Mapped[str] = text_column()
    departure_flight: Mapped[str] = text_column()
    departure_terminal: Mapped[str] = text_column()
    met_by: Mapped[str] = text_column()
    car: Mapped[str] = text_column()
    hotel: Mapped[str] = text_column()
    room: Mapped[str] = text_column()
    diet: Mapped[str] = text_column()
    remarks: Mapped[str] = text_column()
    photo: Mapped[str] = text_column()

    # Cascades are the ORM's, so that the history sees every row that goes; it does not see
    # orphans being deleted, so a source without its delegate is an error instead.
    sources: Mapped[list[DelegateSourceRow]] = relationship(
        back_populates="delegate", cascade="save-update, merge, delete"
    )
    decisions: Mapped[list[IdentityDecisionRow]] = relationship(
        back_populates="delegate",
        cascade="save-update, merge, delete",
        foreign_keys="IdentityDecisionRow.delegate_id",
    )
    decisions_of_others: Mapped[list[IdentityDecisionRow]] = relationship(
        back_populates="other",
        cascade="save-update, merge, delete",
        foreign_keys="IdentityDecisionRow.other_id",
    )
    attendance: Mapped[list[AttendanceRow]] = relationship(
        back_populates="delegate", cascade="save-update, merge, delete"
    )
