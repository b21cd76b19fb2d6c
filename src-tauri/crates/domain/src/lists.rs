//! Lists as people see them: which there are, their columns, and what can be done with many rows at once.

terms! {
    /// A list of records.
    pub enum ListKind {
        Appeals = "appeals" => "诉求",
        Consultations = "consultations" => "会商",
        Cases = "cases" => "包案",
    }
}

terms! {
    /// A column of the list of appeals.
    pub enum AppealColumn {
        Title = "title" => "标题",
        Level = "level" => "三办分级",
        State = "state" => "状态",
        Deadline = "deadline" => "剩余期限",
        Town = "town" => "镇街",
        Handler = "handler" => "承办单位",
        Party = "party" => "诉求人",
        People = "people" => "涉及人数",
        Received = "received" => "受理时间",
        Channel = "channel" => "来源渠道",
        Category = "category" => "类别",
        Number = "number" => "编号",
        SourceNumber = "source_number" => "来源编号",
        Village = "village" => "村社区",
    }
}

terms! {
    /// A column of the list of consultations.
    pub enum ConsultationColumn {
        Topic = "topic" => "议题",
        Number = "number" => "编号",
        State = "state" => "状态",
        Kind = "kind" => "方式",
        Lead = "lead" => "牵头单位",
        Cooperating = "cooperating" => "协办单位",
        Territory = "territory" => "属地单位",
        StartsAt = "starts_at" => "开始时间",
        Place = "place" => "地点",
        MustBeHeldBy = "must_be_held_by" => "最迟召开日期",
        Items = "items" => "诉求和包案",
        Actions = "actions" => "交办事项",
    }
}

terms! {
    /// A column of the list of cases.
    pub enum CaseColumn {
        Name = "name" => "名称",
        Number = "number" => "编号",
        State = "state" => "状态",
        Level = "level" => "级别",
        Risk = "risk" => "风险",
        Leader = "leader" => "包案领导",
        Responsible = "responsible" => "责任单位",
        Town = "town" => "所属区划",
        DaysLeft = "days_left" => "剩余期限",
        PeopleConcerned = "people_concerned" => "涉及人数",
        Category = "category" => "类别",
        LastProgressOn = "last_progress_on" => "最近进展",
    }
}

terms! {
    /// What is done to many appeals at once.
    pub enum BulkKind {
        Level = "level" => "研判分级",
        Handler = "handler" => "改承办单位",
        Category = "category" => "改类别",
    }
}
