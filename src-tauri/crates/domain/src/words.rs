//! Every closed list of words. Lists that an administrator may edit (categories, limits, weights) are rows in the
//! database instead. Sources: domain.md §1–§3 and §8 for the Chinese words, GB/T 31000-2015 for scale.

terms! {
    /// How a matter reached us.
    pub enum Channel {
        Hotline = "hotline" => "12345热线",
        NonEmergency = "non_emergency" => "110非警务",
        Grid = "grid" => "网格上报",
        HouseVisit = "house_visit" => "上门入户",
        VillageForum = "village_forum" => "村民说事会",
        NeighbourPavilion = "neighbour_pavilion" => "居民协商亭",
        BigData = "big_data" => "社会治理大数据",
        OpinionPoint = "opinion_point" => "人民意见征集点",
        CollectionDay = "collection_day" => "民情征集日",
        LeaderReception = "leader_reception" => "领导接访下访",
        Superior = "superior" => "上级转办",
        Other = "other" => "其他渠道",
    }
}

terms! {
    /// 三问: what kind of thing was said.
    pub enum AskKind {
        Hardship = "hardship" => "生活困难",
        Petition = "petition" => "信访诉求",
        Opinion = "opinion" => "意见建议",
    }
}

terms! {
    /// 三办: how a matter is to be dealt with.
    pub enum Level {
        Small = "small" => "小事",
        Big = "big" => "大事",
        Hard = "hard" => "难事",
    }
}

terms! {
    /// Traffic lights of everything that has a deadline.
    pub enum Light {
        Green = "green" => "正常",
        Yellow = "yellow" => "临期",
        Red = "red" => "超期",
    }
}

terms! {
    /// Units that take part.
    pub enum AgencyKind {
        Department = "department" => "市直部门",
        Town = "town" => "镇街",
        Village = "village" => "村社区",
        Stationed = "stationed" => "派驻",
    }
}

terms! {
    /// What a person is to the mechanism.
    pub enum PersonKind {
        CityLeader = "city_leader" => "市领导",
        AgencyHead = "agency_head" => "部门负责人",
        Liaison = "liaison" => "联络员",
        GridWorker = "grid_worker" => "网格员",
        Mediator = "mediator" => "调解员",
        Staff = "staff" => "部内人员",
    }
}

terms! {
    /// Levels of the tree of divisions.
    pub enum DivisionKind {
        County = "county" => "县市",
        Town = "town" => "镇街",
        Village = "village" => "村社区",
        Grid = "grid" => "网格",
    }
}

terms! {
    /// What a person with an account may be.
    pub enum Role {
        Viewer = "viewer" => "查看",
        Clerk = "clerk" => "经办",
        Head = "head" => "部领导",
        Admin = "admin" => "管理员",
        Town = "town" => "镇街",
        Agency = "agency" => "部门",
    }
}

terms! {
    /// Where a consultation is held.
    pub enum ConsultationKind {
        OnSite = "onsite" => "现场",
        Room = "room" => "会议室",
        Video = "video" => "视频",
    }
}

terms! {
    /// An agency's part in a consultation.
    pub enum Participation {
        Convener = "convener" => "召集",
        Lead = "lead" => "牵头",
        Cooperating = "cooperating" => "协办",
        Territory = "territory" => "属地",
        Observer = "observer" => "列席",
    }
}

terms! {
    /// How binding an invitation is.
    pub enum Attendance {
        Must = "must" => "必到",
        Should = "should" => "应到",
    }
}

terms! {
    /// Whose case it is.
    pub enum CaseLevel {
        City = "city" => "市级",
        Town = "town" => "镇级",
        Agency = "agency" => "部门级",
    }
}

terms! {
    /// 风险: red needs a collective consultation, blue is a hidden risk.
    pub enum Risk {
        Red = "red" => "红（重点）",
        Orange = "orange" => "橙（关注）",
        Yellow = "yellow" => "黄（一般）",
        Blue = "blue" => "蓝（隐患）",
    }
}

terms! {
    /// Urgency of a whistle.
    pub enum WhistleKind {
        Quick = "quick" => "快捷",
        Tackle = "tackle" => "攻坚",
        Emergency = "emergency" => "应急",
    }
}

terms! {
    /// Which duty list a whistle stands on.
    pub enum DutyList {
        Basic = "basic" => "基本履职",
        Cooperating = "cooperating" => "配合履职",
        Withdrawn = "withdrawn" => "上级收回",
    }
}

terms! {
    /// How often an action is reported on.
    pub enum Rhythm {
        Once = "once" => "一次性",
        Weekly = "weekly" => "周",
        Monthly = "monthly" => "月",
    }
}

terms! {
    /// What a record of the trail or of a move is about.
    pub enum Entity {
        Appeal = "appeal" => "诉求",
        Whistle = "whistle" => "哨单",
        Consultation = "consultation" => "会商",
        Action = "action" => "议定事项",
        Case = "case" => "包案",
        Reception = "reception" => "接访下访",
        Visit = "visit" => "走访",
        Suggestion = "suggestion" => "建议",
        Mediation = "mediation" => "调解",
        Return = "return" => "报表",
        Import = "import" => "导入批次",
        Agency = "agency" => "单位",
        Person = "person" => "人员",
        Account = "account" => "账号",
        Calendar = "calendar" => "工作日历",
        Setting = "setting" => "设置",
        Database = "database" => "数据库",
        View = "view" => "视图",
        Gathering = "gathering" => "议事征集",
    }
}

terms! {
    /// Meetings and collections at which people say what they want; each is a channel, too.
    pub enum GatheringKind {
        VillageForum = "village_forum" => "村民说事会",
        NeighbourPavilion = "neighbour_pavilion" => "居民协商亭",
        OpinionPoint = "opinion_point" => "人民意见征集点",
        CollectionDay = "collection_day" => "民情征集日",
    }
}

terms! {
    /// How a leader receives people.
    pub enum ReceptionKind {
        Fixed = "fixed" => "定点接访",
        Appointed = "appointed" => "重点约访",
        TakenDown = "taken_down" => "带案下访",
    }
}

terms! {
    /// What kind of thing happened in the life of an appeal.
    pub enum LifeKind {
        Received = "received" => "来源登记",
        Step = "step" => "研判办理",
        Linked = "linked" => "会商包案",
        Clock = "clock" => "期限",
        Attachment = "attachment" => "附件",
        Said = "said" => "回访评价",
        Duplicate = "duplicate" => "查重并案",
        Edit = "edit" => "修改",
        Look = "look" => "查看记录",
    }
}

terms! {
    /// Why a file that was given can't be read.
    pub enum FileProblem {
        WrongType = "wrong_type" => "不是支持的文件类型",
        Encrypted = "encrypted" => "文件有密码",
        Broken = "broken" => "文件已损坏",
        Empty = "empty" => "表中没有数据",
        NoHeader = "no_header" => "找不到表头",
        MissingColumn = "missing_column" => "缺少必需的列",
        TooLarge = "too_large" => "文件过大",
        TooManyRows = "too_many_rows" => "行数过多",
    }
}

terms! {
    /// What the person says of the result.
    pub enum Satisfaction {
        VerySatisfied = "very_satisfied" => "非常满意",
        Satisfied = "satisfied" => "满意",
        FairlySatisfied = "fairly_satisfied" => "基本满意",
        Dissatisfied = "dissatisfied" => "不满意",
        Unrated = "unrated" => "未评价",
    }
}

terms! {
    /// What a column of an imported file may hold.
    pub enum ImportField {
        SourceNumber = "source_number" => "来源编号",
        ReceivedAt = "received_at" => "受理日期",
        ReceivedTime = "received_time" => "受理时刻",
        Channel = "channel" => "来源渠道",
        PartyName = "party_name" => "诉求人",
        PartyPhone = "party_phone" => "联系电话",
        PartyIdNumber = "party_id_number" => "身份证号",
        PartyAddress = "party_address" => "住址",
        Category = "category" => "诉求类别",
        Title = "title" => "标题",
        Text = "text" => "内容",
        Town = "town" => "所属镇街",
        Village = "village" => "村（社区）",
        Place = "place" => "事发地点",
        Handler = "handler" => "承办单位",
        Deadline = "deadline" => "办理时限",
        ClosedAt = "closed_at" => "办结时间",
        Satisfaction = "satisfaction" => "满意度",
        PeopleConcerned = "people_concerned" => "涉及人数",
    }
}

terms! {
    /// What is wrong with, or doubtful about, a row of an imported file.
    pub enum RowProblemKind {
        Missing = "missing" => "没有填写",
        NotADate = "not_a_date" => "不是日期",
        NotATime = "not_a_time" => "不是时刻",
        ImpossibleDate = "impossible_date" => "日期不存在",
        InTheFuture = "in_the_future" => "日期在今天之后",
        NotANumber = "not_a_number" => "不是数字",
        TooLong = "too_long" => "超过字数",
        BadPhone = "bad_phone" => "电话号码有误，已照原样保留",
        BadIdNumber = "bad_id_number" => "身份证号有误，已照原样保留",
        UnknownDivision = "unknown_division" => "找不到这个区划，已留空",
        LikeDivision = "like_division" => "与区划名差一个字，已按最接近的认定，请核对",
        DoubtfulDivision = "doubtful_division" => "不能确定是哪个区划，没有认定，请核对",
        UnknownAgency = "unknown_agency" => "找不到这个单位，已留空",
        UnknownChannel = "unknown_channel" => "没有这个渠道，已记为其他渠道",
        UnknownCategory = "unknown_category" => "没有这个类别，已记为未分类",
        UnknownSatisfaction = "unknown_satisfaction" => "看不懂满意度，已留空",
        Duplicate = "duplicate" => "编号与前面的行重复",
        ErrorCell = "error_cell" => "单元格是公式错误",
        CalendarYearMissing = "calendar_year_missing" => "工作日历没有这一年，期限已留空；在“设置—工作日历”导入国务院办公厅公布的该年放假安排后自动补算",
    }
}
